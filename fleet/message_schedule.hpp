#pragma once

#include "fleet/device_template.hpp"
#include "fleet/hash.hpp"
#include "fleet/random.hpp"

namespace muster {

/// When a device sends its k-th message of one kind: a pure function, so that ticks can be skipped,
/// recomputed and resumed.
class message_schedule {
public:
    /// `key` tells apart what the messages of a device draw; `start` is the calendar's offset of
    /// virtual time 0 within a period, for aligned messages.
    message_schedule(const message_spec& spec, std::uint64_t key, calendar_time start);

    sim_time instant(const random_source& device, std::uint64_t tick) const {
        const sim_time due = first(device) + every_ * static_cast<std::int64_t>(tick);
        return jittered_ ? due + jitter(device, tick) : due;
    }
    /// The first tick, of those from `from` on, that is due after `at`.
    std::uint64_t tick_after(const random_source& device, std::uint64_t from, sim_time at) const;
    duration every() const { return every_; }

private:
    sim_time first(const random_source& device) const {
        if (aligned_) return first_;
        // A plain hash: the phase is needed at every turn, and one number per device wants no more.
        const double u = unit_interval(mix(device.key, phase_));
        return duration(static_cast<std::int64_t>(u * static_cast<double>(every_.count())));
    }
    duration jitter(const random_source& device, std::uint64_t tick) const;

    duration every_;
    duration first_{};
    distribution jitter_;
    double jitter_of_period_;
    std::uint64_t key_;
    std::uint64_t
        phase_;  ///< what tells the phases of a template's messages apart: far from each other
    bool aligned_, jittered_;
};

}  // namespace muster
