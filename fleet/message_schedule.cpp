#include "fleet/message_schedule.hpp"

#include <algorithm>

namespace muster {

message_schedule::message_schedule(const message_spec& spec, std::uint64_t key, calendar_time start)
    : every_(std::max(spec.every, duration(1))),
      jitter_(spec.jitter),
      jitter_of_period_(spec.jitter_of_period),
      key_(key),
      phase_((key + 1) * 0x9E3779B97F4A7C15ULL),
      aligned_(spec.aligned),
      jittered_(spec.jitter != distribution{} || spec.jitter_of_period > 0) {
    const auto period = every_.count();
    const auto into_period = (start.time_since_epoch().count() % period + period) % period;
    if (into_period != 0) first_ = duration(period - into_period);
}

std::uint64_t message_schedule::tick_after(const random_source& device, std::uint64_t from,
                                           sim_time at) const {
    const auto since = at - first(device);
    if (since < duration{}) return from;
    auto tick = std::max(from, static_cast<std::uint64_t>(since / every_) + 1);
    while (tick > from && instant(device, tick - 1) > at)
        --tick;
    return tick;
}

duration message_schedule::jitter(const random_source& device, std::uint64_t tick) const {
    const double u = device.unit(stream::message, key_, tick);
    const double drawn = jitter_of_period_ > 0
                             ? u * jitter_of_period_ * static_cast<double>(every_.count())
                             : jitter_.at(u);
    return duration(static_cast<std::int64_t>(std::max(0.0, drawn)));
}

}  // namespace muster
