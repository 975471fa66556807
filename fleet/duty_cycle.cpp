#include "fleet/duty_cycle.hpp"

#include <algorithm>

#include "fleet/hash.hpp"

namespace muster {

duty_cycle::duty_cycle(const duty_cycle_spec& spec, calendar_time start)
    : every_(spec.every),
      awake_(spec.awake),
      jitter_(spec.jitter),
      jitter_of_period_(spec.jitter_of_period),
      aligned_(spec.aligned),
      jittered_(spec.jitter != distribution{} || spec.jitter_of_period > 0) {
    const auto period = every_.count();
    const auto into_period = (start.time_since_epoch().count() % period + period) % period;
    if (into_period != 0) aligned_first_ = duration(period - into_period);
}

sim_time duty_cycle::first(const random_source& device) const {
    if (aligned_) return aligned_first_;
    // A plain hash, as of the phases of messages: it is wanted at every turn.
    constexpr std::uint64_t of_sleep = 0x736c656570ULL;
    const double u = unit_interval(mix(device.key, of_sleep));
    return duration(static_cast<std::int64_t>(u * static_cast<double>(every_.count())));
}

std::int64_t duty_cycle::period_of(const random_source& device, sim_time at) const {
    const auto since = (at - first(device)).count();
    const auto every = every_.count();
    return since >= 0 ? since / every : -((-since + every - 1) / every);
}

sim_time duty_cycle::wakes(const random_source& device, std::int64_t period) const {
    const auto begin = first(device) + every_ * period;
    if (!jittered_) return begin;
    const double u = device.unit(stream::duty_cycle, 0, static_cast<std::uint64_t>(period));
    const double us = jitter_of_period_ > 0
                          ? u * jitter_of_period_ * static_cast<double>(every_.count())
                          : jitter_.at(u);
    return begin + duration(static_cast<std::int64_t>(us));
}

sim_time duty_cycle::first_awake(const random_source& device, sim_time at) const {
    const auto period = period_of(device, at);
    const auto woke = wakes(device, period);
    if (at < woke) return woke;
    return at < woke + awake_ ? at : wakes(device, period + 1);
}

sim_time duty_cycle::next_change(const random_source& device, sim_time at) const {
    const auto period = period_of(device, at);
    const auto woke = wakes(device, period);
    if (at < woke) return woke;
    return at < woke + awake_ ? woke + awake_ : wakes(device, period + 1);
}

}  // namespace muster
