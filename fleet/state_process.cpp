#include "fleet/state_process.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace muster {

namespace {

constexpr unsigned state_bits = 10;
constexpr std::uint64_t unborn = (1U << state_bits) - 1;
/// Beyond any run; with it the packed bits stay those of a small number, never of a NaN.
constexpr sim_time for_ever{std::int64_t{1} << 52};

double packed(sim_time until, std::uint64_t state) {
    return std::bit_cast<double>(static_cast<std::uint64_t>(until.count()) << state_bits | state);
}

std::vector<double> cumulative(const std::vector<double>& weights) {
    std::vector<double> sums;
    for (double sum = 0; const double w : weights)
        sums.push_back(sum += w);
    for (double& sum : sums)
        sum /= sums.back();
    return sums;
}

std::vector<double> fractions(const std::vector<share>& parts) {
    std::vector<double> all;
    for (const auto part : parts)
        all.push_back(part.fraction());
    return all;
}

std::size_t chosen(const std::vector<double>& sums, double u) {
    const auto at = std::upper_bound(sums.begin(), sums.end(), u) - sums.begin();
    return std::min(static_cast<std::size_t>(at), sums.size() - 1);
}

}  // namespace

/// The stationary chances of the chain by Grassmann, Taksar and Heyman's elimination, which
/// subtracts nothing and so loses no digits, weighted by how long a stay is.
std::vector<double> state_process::long_run(const std::vector<state_spec>& states) {
    const auto n = states.size();
    if (n == 1) return {1};  // it may last for ever
    std::vector<std::vector<double>> p;
    for (const auto& s : states)
        p.push_back(fractions(s.to));
    for (auto last = n - 1; last > 0; --last) {
        double out = 0;
        for (std::size_t j = 0; j < last; ++j)
            out += p[last][j];
        for (std::size_t i = 0; i < last; ++i) {
            p[i][last] /= out;
            for (std::size_t j = 0; j < last; ++j)
                p[i][j] += p[i][last] * p[last][j];
        }
    }
    std::vector<double> visits{1};
    for (std::size_t s = 1; s < n; ++s) {
        double sum = 0;
        for (std::size_t i = 0; i < s; ++i)
            sum += visits[i] * p[i][s];
        visits.push_back(sum);
    }
    double total = 0;
    for (std::size_t s = 0; s < n; ++s)
        total += visits[s] *= states[s].lasts->mean();
    for (double& part : visits)
        part /= total;
    return visits;
}

state_process::state_process(const states_signal& spec) : met_(spec.start.empty()) {
    for (const auto& s : spec.states)
        states_.push_back({s.lasts.value_or(distribution{}), s.value, s.lasts.has_value(),
                           s.lasts ? cumulative(fractions(s.to)) : std::vector<double>{}});
    start_ = cumulative(met_ ? long_run(spec.states) : fractions(spec.start));
}

double state_process::booted(sim_time at) {
    return packed(at, unborn);
}

sim_time state_process::end_of_stay(std::size_t state, sim_time from, double us) const {
    if (!states_[state].ends) return for_ever;
    const double most = static_cast<double>((for_ever - from).count());
    const auto stay = duration(static_cast<std::int64_t>(std::min(us, most)));
    return from + std::max(stay, shortest_stay);
}

/// A stay that is under way when the device is met was begun before: only the rest of it is left.
state_process::place state_process::begin(const random_source& random, std::uint64_t key,
                                          sim_time at) const {
    const auto instant = static_cast<std::uint64_t>(at.count());
    const auto drawn = random.block(stream::state_start, key, 2 * instant);
    const auto state = chosen(start_, unit_interval(drawn.first));
    const double u = unit_interval(drawn.second);
    const auto& lasts = states_[state].lasts;
    const double us = met_
                          ? lasts.rest_at(u, random.unit(stream::state_start, key, 2 * instant + 1))
                          : lasts.at(u);
    return {end_of_stay(state, at, us), state};
}

std::size_t state_process::advance(const random_source& random, std::uint64_t key, sim_time at,
                                   double& memory) const {
    const auto bits = std::isnan(memory) ? unborn : std::bit_cast<std::uint64_t>(memory);
    place now{sim_time(static_cast<std::int64_t>(bits >> state_bits)), bits & unborn};
    if (now.state == unborn) now = begin(random, key, now.until);
    while (now.until <= at) {
        const auto drawn =
            random.block(stream::state, key, static_cast<std::uint64_t>(now.until.count()));
        now.state = chosen(states_[now.state].next, unit_interval(drawn.first));
        const double us = states_[now.state].lasts.at(unit_interval(drawn.second));
        now.until = end_of_stay(now.state, now.until, us);
    }
    memory = packed(now.until, now.state);
    return now.state;
}

void state_process::enter(std::size_t state, const random_source& random, std::uint64_t key,
                          sim_time at, double& memory) const {
    const auto drawn = random.block(stream::state, key, static_cast<std::uint64_t>(at.count()));
    const double us = states_[state].lasts.at(unit_interval(drawn.second));
    memory = packed(end_of_stay(state, at, us), state);
}

}  // namespace muster
