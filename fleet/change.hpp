#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "fleet/slot_set.hpp"
#include "fleet/time.hpp"

namespace muster {

/// Where a device stands for the operator. Connection is not part of it.
enum class lifecycle : std::uint8_t { running, crashed, quarantined };

/// A device's state within one job; the order is that of a device's life.
enum class leg_outcome : std::uint8_t {
    pending,
    dispatched,
    succeeded,
    failed,
    timed_out,
    cancelled,
    skipped
};
inline constexpr std::size_t leg_outcomes = 7;

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

/// One property of these devices has this value now (all devices of one cohort).
struct property_change {
    std::uint32_t cohort = 0;
    std::uint32_t property = 0;
    slot_set devices;
    double value = 0;
};

/// A job's targets in this shard, frozen at its start.
struct leg_open_change {
    std::uint32_t job = 0;
    slot_set targets;
};

/// These devices moved to an outcome of a job; `reason` is empty for pending, dispatched and
/// succeeded.
struct leg_change {
    std::uint32_t job = 0;
    leg_outcome to = leg_outcome::pending;
    slot_set devices;
    std::string reason;
};

/// A plain struct that alters the durable state of a shard. Made by the pure functions of
/// `decide.hpp`, applied by `apply` and by nothing else; one change speaks of many devices at once.
struct change {
    change_stamp stamp;
    std::variant<lifecycle_change, property_change, leg_open_change, leg_change> what;
};

}  // namespace muster
