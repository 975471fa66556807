#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "fleet/command_record.hpp"
#include "fleet/job_record.hpp"
#include "fleet/slot_set.hpp"
#include "fleet/time.hpp"

namespace muster {

/// How a device is for the operator. Connection is not part of it.
enum class lifecycle : std::uint8_t { running, crashed, quarantined };

/// What holds a device back until an operator says otherwise. A device may have several; without
/// any it works.
enum class hold : std::uint8_t {
    blocked,  ///< by an operator: emits and receives nothing
    waiting,  ///< for its approval: has never connected
    removed,  ///< is no device any more; for good
    /// Its place is empty: the device has another template now, or has not had this one yet, and
    /// has its place among those of that template.
    elsewhere,
    unprovisioned,  ///< is registered, and has never connected
};
inline constexpr std::size_t hold_kinds = 5;

/// A device's state within one job; the order is that of a device's life.
enum class leg_outcome : std::uint8_t {
    pending,
    dispatched,
    succeeded,
    failed,
    timed_out,  ///< had the command and did not answer in time
    unreached,  ///< was never sent it in time
    cancelled,
    skipped
};
inline constexpr std::size_t leg_outcomes = 8;

/// When and by whom a change was made: the order of the journal.
struct change_stamp {
    step_index step = 0;
    std::uint32_t source = 0;
    std::uint32_t sequence = 0;
    auto operator<=>(const change_stamp&) const = default;
};

/// These devices crashed, run again or are quarantined.
struct lifecycle_change {
    slot_set devices;
    lifecycle to = lifecycle::running;
};

/// These devices are held back by this, or no longer.
struct hold_change {
    slot_set devices;
    hold what = hold::blocked;
    bool begins = true;
};

/// One property of these devices has this value now (all devices of one cohort). Of a writable one
/// it is what the devices report.
struct property_change {
    std::uint32_t cohort = 0;
    std::uint32_t property = 0;
    slot_set devices;
    double value = 0;
};

/// One writable property of these devices is wanted to have this value, or none any more where it
/// is NaN (all of one cohort, and all had as many wanted values before).
struct desired_change {
    std::uint32_t cohort = 0;
    std::uint32_t property = 0;
    slot_set devices;
    double value = 0;
    std::uint32_t version = 0;  ///< from 1 for the first one
};

/// These devices answered to what one property of theirs was wanted to be at this version.
struct acknowledged_change {
    std::uint32_t cohort = 0;
    std::uint32_t property = 0;
    slot_set devices;
    std::uint16_t code = 0;
    std::uint32_t version = 0;
    std::string text;
};

/// A command that a device was told outside of jobs, as it stands now.
struct command_change {
    command_record record;
};

/// A job's targets in this shard, frozen at its start.
struct leg_open_change {
    std::uint32_t job = 0;
    slot_set targets;
    sim_time at{};
};

/// Devices that became targets of a job later, in its last batch.
struct leg_join_change {
    std::uint32_t job = 0, batch = 0;
    slot_set devices;
};

/// How the targets were dealt out to the batches.
struct leg_batches_change {
    std::uint32_t job = 0;
    std::vector<slot_set> members;
};

/// Where a job stands now; in its home shard.
struct job_change {
    std::uint32_t job = 0;
    job_record record;
};

/// A job has set one property of these devices (all of one cohort), which was something else
/// before.
struct previous_change {
    std::uint32_t job = 0, cohort = 0, property = 0;
    slot_set devices;
    double value = 0;  ///< what it was; NaN: it had none
};

/// A job was erased: nothing is known of its targets any more.
struct leg_forget_change {
    std::uint32_t job = 0;
};

/// These devices moved to an outcome of a job; `reason` is empty for dispatched and succeeded. Who
/// becomes pending failed for that reason and will be told again, not before `at`.
struct leg_change {
    std::uint32_t job = 0;
    leg_outcome to = leg_outcome::pending;
    slot_set devices;
    std::string reason;
    sim_time at{};  ///< when; where they differ, the first of them
    /// By how much later each moved, in milliseconds and in slot order, from the millisecond that
    /// `at` lies in; empty: all at `at`.
    std::vector<std::uint32_t> later{};
    bool rejected = false;  ///< they failed in that they said no at once
    bool late = false;      ///< they are told again because they did not answer in time
};

using change_body =
    std::variant<lifecycle_change, hold_change, property_change, desired_change,
                 acknowledged_change, command_change, leg_open_change, leg_change, leg_join_change,
                 leg_batches_change, job_change, previous_change, leg_forget_change>;

/// A plain struct that alters the durable state of a shard. Made by the pure functions of
/// `decide.hpp`, applied by `apply` and by nothing else; one change speaks of many devices at once.
struct change {
    change_stamp stamp;
    change_body what;
};

}  // namespace muster
