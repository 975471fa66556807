#pragma once

#include "fleet/agenda.hpp"
#include "fleet/battery.hpp"
#include "fleet/shard_columns.hpp"

namespace muster {

class shard;

/// The POWER of a shard's devices: when they sleep, and what is left in their batteries. A part of
/// its shard, which has it only in runs with either; works within the shard's turns and touches the
/// device's own slot only.
class shard_power {
public:
    static bool needed(const world& w);
    /// The shard's devices stand ready; those that begin with sleep fall asleep.
    explicit shard_power(shard& owner);

    // -- sleep
    /// When the device next wakes or falls asleep, after `at`. Requires a duty cycle.
    sim_time next_change(slot place, sim_time at) const;
    /// The number of the message to make after this one. What was due while the device slept is
    /// made once, when it wakes.
    std::uint32_t next_tick(const turn& t, std::uint32_t now) const;
    /// It wakes or falls asleep; a command that it carries out keeps it awake.
    void change(const turn& t);
    /// Falls asleep where it was kept awake until now.
    void rest(slot place, sim_time at);

    // -- batteries: nothing happens to devices without one
    /// These take the place of the device's flags, or its faults have changed: from `at` on its
    /// battery falls at another rate.
    void follow(slot place, device_flags to, sim_time at);
    /// It sends a message, or tries to.
    void sends(slot place, sim_time at);
    /// It carries out a command.
    void obeys(slot place, sim_time at);
    /// Something of its own happens to it: looks whether the battery lasts until the next such
    /// thing.
    void settle(slot place, sim_time at) { take(place, at, 0); }
    /// The battery may be empty, or is full again.
    void look_at_battery(const turn& t);

private:
    battery_charge* charge_of(slot place);
    void take(slot place, sim_time at, double amount);
    void plan_end(slot place, const battery_charge& charge, sim_time at);
    sim_time next_touch(slot place, sim_time at) const;
    double rate_of(slot place, device_flags flags) const;
    void set(slot place, device_flags flags, sim_time at);
    void plan_change(slot place, sim_time at);

    shard& s_;
};

}  // namespace muster
