#include "fleet/job_rate.hpp"

#include <algorithm>
#include <cmath>

#include "fleet/uint128.hpp"

namespace muster {

namespace {

constexpr std::uint64_t million = 1'000'000;

}  // namespace

job_rate::job_rate(const rate_spec& rate, duration step)
    : millionths_(std::max<std::uint64_t>(
          1, static_cast<std::uint64_t>(std::llround(rate.amount * 1e6)))),
      per_(rate.per),
      step_(step) {}

std::uint64_t job_rate::instants(sim_time t) const {
    if (t < begin_) return 0;
    const auto span = static_cast<uint128>((t - begin_).count()) * millionths_;
    return static_cast<std::uint64_t>(span / (static_cast<uint128>(per_.count()) * million)) + 1;
}

std::uint64_t job_rate::available(sim_time now) {
    if (begin_ == never) begin_ = now;
    const auto so_far = instants(now);
    used_ = std::max(used_, instants(now - step_));
    return so_far - used_;
}

sim_time job_rate::next(sim_time now) const {
    // The n-th instant, from 0, is the first t with (t - begin) * amount >= n * per.
    const auto whole = static_cast<uint128>(instants(now)) * per_.count() * million;
    return begin_ + duration(static_cast<std::int64_t>((whole + millionths_ - 1) / millionths_));
}

}  // namespace muster
