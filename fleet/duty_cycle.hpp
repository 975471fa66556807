#pragma once

#include "fleet/power_spec.hpp"
#include "fleet/random.hpp"

namespace muster {

/// When a device sleeps: in each period it wakes once and is awake for a fixed span. A pure
/// function of device and instant, so that what happens to a device while it sleeps need not be
/// looked at.
class duty_cycle {
public:
    /// Requires a span that, with all of the jitter, is shorter than the period. `start` is the
    /// calendar's offset of virtual time 0, for aligned cycles.
    duty_cycle(const duty_cycle_spec& spec, calendar_time start);

    bool awake(const random_source& device, sim_time at) const {
        return first_awake(device, at) == at;
    }
    /// `at` where the device is awake then; else when it wakes.
    sim_time first_awake(const random_source& device, sim_time at) const;
    /// When it next wakes or falls asleep, after `at`.
    sim_time next_change(const random_source& device, sim_time at) const;
    /// Of the whole time.
    double share_awake() const {
        return static_cast<double>(awake_.count()) / static_cast<double>(every_.count());
    }

private:
    /// The period in which an instant lies; the first one begins before the run.
    std::int64_t period_of(const random_source& device, sim_time at) const;
    sim_time first(const random_source& device) const;
    sim_time wakes(const random_source& device, std::int64_t period) const;

    duration every_, awake_;
    duration aligned_first_{};
    distribution jitter_;
    double jitter_of_period_;
    bool aligned_, jittered_;
};

}  // namespace muster
