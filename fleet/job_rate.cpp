#include "fleet/job_rate.hpp"

#include <algorithm>
#include <cmath>

#include "fleet/uint128.hpp"

namespace muster {

namespace {

constexpr std::uint64_t million = 1'000'000;

/// Whole millionths, so that every machine counts alike.
std::uint64_t millionths(double amount) {
    return std::max<std::uint64_t>(1, static_cast<std::uint64_t>(std::llround(amount * 1e6)));
}

}  // namespace

namespace {

/// The inverse of a x + (b - a) x^2 / (2 over) up to `over`, and of its line from there on.
double ramp_time(double n, double a, double b, double over) {
    const auto area = (a + b) / 2 * over;
    if (n > area) return over + (n - area) / b;
    const auto bend = (b - a) / over;
    return bend > 0 ? (std::sqrt(a * a + 2 * bend * n) - a) / bend : n / a;
}

/// What it is the inverse of.
double ramp_count(double x, double a, double b, double over) {
    const auto rising = std::min(x, over);
    return a * x + (b - a) * rising * rising / (2 * over) + (b - a) * (x - rising);
}

double growth_time(double n, double amount, const rate_spec::growth& grows) {
    const auto each = static_cast<double>(grows.each);
    double time = 0;
    for (; n > each && amount < grows.most; n -= each) {
        time += each / amount;
        amount = std::min(amount * grows.factor, grows.most);
    }
    return time + n / amount;
}

}  // namespace

duration rate_spec::at_best(std::uint64_t n) const {
    const auto unit = static_cast<double>(per.count());
    const auto count = static_cast<double>(n);
    const auto us = ramps   ? ramp_time(count, amount / unit, ramps->to / unit,
                                        static_cast<double>(ramps->over.count()))
                    : grows ? growth_time(count, amount, *grows) * unit
                            : count / amount * unit;
    constexpr double a_century = 3e15;  // so that some of these can be added up
    return duration(static_cast<std::int64_t>(std::min(us, a_century)));
}

duration rate_spec::at_best(std::uint64_t n, std::uint64_t before, duration since) const {
    if (!ramps) return at_best(before + n) - at_best(before);
    const auto unit = static_cast<double>(per.count());
    const auto gone = ramp_count(static_cast<double>(since.count()), amount / unit,
                                 ramps->to / unit, static_cast<double>(ramps->over.count()));
    return at_best(static_cast<std::uint64_t>(gone) + n) - since;
}

job_rate::job_rate(const rate_spec& rate, duration step)
    : spec_(rate), step_(step), amount_(rate.amount) {}

/// Instants from the begin of the present pace up to and including `t`. On a ramp the pace at x is
/// a + (b - a) x / over, so up to x that many go: a x + (b - a) x^2 / (2 over).
std::uint64_t job_rate::since(sim_time t) const {
    const auto x = static_cast<uint128>((t - begin_).count());
    const auto unit = static_cast<uint128>(spec_.per.count()) * million;
    const auto slow = x * millionths(amount_);
    if (!spec_.ramps) return static_cast<std::uint64_t>(slow / unit) + 1;
    const auto over = static_cast<uint128>(spec_.ramps->over.count());
    const auto gain = millionths(spec_.ramps->to) - millionths(amount_);
    const auto rising = std::min(x, over);
    const auto more = rising * rising * gain / (2 * over) + (x - rising) * gain;
    return static_cast<std::uint64_t>((slow + more) / unit) + 1;
}

std::uint64_t job_rate::instants(sim_time t) const {
    return t < begin_ ? before_ : before_ + since(t);
}

std::uint64_t job_rate::available(sim_time now) {
    if (begin_ == never) begin_ = now;
    const auto so_far = instants(now);
    used_ = std::max(used_, instants(now - step_));
    return so_far - used_;
}

/// A higher pace begins anew, one full pause after the last instant of the old one at the latest.
void job_rate::note_successes(sim_time now, std::uint64_t count) {
    if (!spec_.grows || begin_ == never) return;
    const auto level = count / spec_.grows->each;
    if (level <= level_ || amount_ >= spec_.grows->most) return;
    const auto so_far = instants(now);
    for (; level_ < level && amount_ < spec_.grows->most; ++level_)
        amount_ = std::min(amount_ * spec_.grows->factor, spec_.grows->most);
    level_ = level;
    before_ = so_far - 1;
    begin_ = now;
}

/// The least t for which there are more instants than at `now`, found by halving.
sim_time job_rate::next(sim_time now) const {
    if (begin_ == never) return never;
    const auto wanted = instants(now) + 1;
    duration span(1);
    while (instants(now + span) < wanted)
        span *= 2;
    auto low = now;
    auto high = now + span;
    while (high - low > duration(1)) {
        const auto middle = low + (high - low) / 2;
        (instants(middle) < wanted ? low : high) = middle;
    }
    return high;
}

}  // namespace muster
