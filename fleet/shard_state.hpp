#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "fleet/change.hpp"
#include "fleet/command_history.hpp"
#include "fleet/leg_times.hpp"
#include "fleet/previous_values.hpp"
#include "fleet/twin_column.hpp"

namespace muster {

/// What a property that no longer had the values it was made with was when a job began, of the
/// job's targets.
struct start_column {
    std::uint32_t cohort = 0;
    std::uint32_t property = 0;
    bool many = false;            ///< more different values than are kept, so none is
    coded_column<double> values;  ///< nothing of those that had their first value
    bool operator==(const start_column&) const = default;
};

/// One job's part in a shard. Every target is in exactly one of the outcome sets.
struct leg_state {
    slot_set targets;
    std::array<slot_set, leg_outcomes> by_outcome;
    std::map<std::string, slot_set> reasons;  ///< of devices that are done and did not succeed
    std::vector<start_column> at_start;       ///< sorted by (cohort, property)
    std::vector<previous_column> previous;    ///< of what it set; sorted by (cohort, property)
    std::vector<slot_set> batches;            ///< targets by batch; empty until they were dealt out
    slot_set again;     ///< of the pending: failed for their reason, and will be told again
    slot_set late;      ///< of `again`: had not answered in time
    slot_set rejected;  ///< of the failed: said no at once
    leg_times times;    ///< of the targets, by their rank

    slot_set& of(leg_outcome o) { return by_outcome[static_cast<std::size_t>(o)]; }
    const slot_set& of(leg_outcome o) const { return by_outcome[static_cast<std::size_t>(o)]; }
    /// Requires a target.
    leg_outcome outcome_of(slot device) const;
    /// How often the device was told so far. Requires a target.
    std::uint32_t attempts_of(slot device) const;
    /// When the pause of a device that is told again is over. Requires one of `again`.
    sim_time pauses_until(slot device) const;
    /// Why the device stands as it does; null where there is nothing to say.
    const std::string* reason_of(slot device) const;
    /// Null where the property had its first values.
    const start_column* start_of(std::uint32_t cohort, std::uint32_t property) const;
    bool operator==(const leg_state&) const = default;
};

/// A property of a cohort that no longer has the values it was made with.
struct property_column {
    std::uint32_t cohort = 0;
    std::uint32_t property = 0;
    std::vector<double> values;  ///< by slot; NaN or beyond the end: not changed
    bool operator==(const property_column& other) const;
};

/// The durable state of a shard: what is journaled, and all of it. Only `apply` alters it.
struct shard_state {
    slot_set crashed, quarantined;
    std::array<slot_set, hold_kinds> held;     ///< by hold
    std::vector<property_column> properties;   ///< sorted by (cohort, property)
    std::vector<twin_column> twins;            ///< sorted by (cohort, property)
    command_history commands;                  ///< told outside of jobs
    std::map<std::uint32_t, leg_state> legs;   ///< by job
    std::map<std::uint32_t, job_record> jobs;  ///< of those whose home it is

    lifecycle lifecycle_of(slot device) const;
    const slot_set& of(hold what) const { return held[static_cast<std::size_t>(what)]; }
    /// Both sides of a writable property, or nullptr where nothing was wanted of any device.
    const twin_column* twin(std::uint32_t cohort, std::uint32_t property) const;
    /// The changed value of a property, or nullptr where it has its initial one.
    const double* changed_property(std::uint32_t cohort, std::uint32_t property, slot device) const;
    bool operator==(const shard_state&) const = default;
};

/// Whether `last` could take in what `next` says, so that one record speaks of both. Only what is
/// said of the same property merges; the order of other changes matters.
bool absorb(change& last, const change& next);
/// Whether one of the last of `changes` of the same step could: devices that take the same values
/// one after the other are one record of each, whichever stand between.
bool absorb(std::vector<change>& changes, const change& next);

/// Applies a change. Pure: the new state is a function of the old one and the change.
void apply(shard_state& state, const change& c);

}  // namespace muster
