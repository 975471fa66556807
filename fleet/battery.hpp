#pragma once

#include "fleet/power_spec.hpp"
#include "fleet/random.hpp"

namespace muster {

/// What is left in a device's battery: known at an instant, and falling evenly from there. What it
/// is at any later one is computed when somebody asks.
struct battery_charge {
    double left = 0;  ///< at `since`, in the battery's unit
    double rate = 0;  ///< taken per hour
    sim_time since{};

    double left_at(sim_time at) const;
    /// When it is empty if nothing else happens; `never` where nothing is taken.
    sim_time empty_at() const;
    /// Brings it up to an instant, at which `amount` is taken at once.
    void take(sim_time at, double amount);
};

/// What a device has in its battery when it arrives.
double charge_at_start(const battery_spec& spec, const random_source& device);
/// How long one that ran empty at `at` waits for its charge. Requires that there is one.
duration recharge_span(const battery_spec& spec, const random_source& device, sim_time at);

}  // namespace muster
