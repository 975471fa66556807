#include "fleet/connectivity.hpp"

#include <algorithm>

#include "fleet/math.hpp"

namespace muster {

namespace {

duration at_least_a_tick(double us) {
    return duration(static_cast<std::int64_t>(std::max(1.0, us)));
}

}  // namespace

connectivity_process::connectivity_process(const connectivity_spec& spec)
    : outages_(spec.outages.value_or(distribution{})),
      online_(spec.online.fraction()),
      mean_up_us_(online_ < 1.0 ? outages_.mean() * online_ / (1.0 - online_) : 0.0) {}

bool connectivity_process::down_at_start(const random_source& device) const {
    return device.unit(stream::outage, 0, 0) >= online_;
}

duration connectivity_process::first(const random_source& device, bool down) const {
    const auto drawn = device.block(stream::outage, 0, 1);
    const double u = unit_interval(drawn.first);
    // The exponential has no memory: what is left of an up time is an up time.
    if (!down) return at_least_a_tick(-mean_up_us_ * math::log(u));
    return at_least_a_tick(outages_.rest_at(u, unit_interval(drawn.second)));
}

duration connectivity_process::next(const random_source& device, std::uint64_t n, bool down) const {
    const double u = device.unit(stream::outage, 0, n + 1);
    return at_least_a_tick(down ? outages_.at(u) : -mean_up_us_ * math::log(u));
}

}  // namespace muster
