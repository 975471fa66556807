#include "fleet/battery.hpp"

#include <algorithm>

namespace muster {

namespace {

constexpr double hour = 3600e6;

}  // namespace

double battery_charge::left_at(sim_time at) const {
    return std::max(0.0, left - rate * static_cast<double>((at - since).count()) / hour);
}

sim_time battery_charge::empty_at() const {
    if (left <= 0) return since;
    if (rate <= 0) return never;
    // To the nearest microsecond, which is more than rounding adds up to. A life longer than any
    // run is as good as one without end.
    const double us = left / rate * hour + 0.5;
    return us < 9e18 - static_cast<double>(since.count())
               ? since + duration(static_cast<std::int64_t>(us))
               : never;
}

void battery_charge::take(sim_time at, double amount) {
    left = std::max(0.0, left_at(at) - amount);
    since = at;
}

double charge_at_start(const battery_spec& spec, const random_source& device) {
    const double u = device.unit(stream::battery, 0, 0);
    return spec.capacity * (spec.start_low + u * (spec.start_high - spec.start_low));
}

duration recharge_span(const battery_spec& spec, const random_source& device, sim_time at) {
    const double u = device.unit(stream::battery, 1, static_cast<std::uint64_t>(at.count()));
    return duration(std::max<std::int64_t>(1, static_cast<std::int64_t>(spec.recharge->at(u))));
}

}  // namespace muster
