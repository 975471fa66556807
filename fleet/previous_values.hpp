#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "fleet/change.hpp"
#include "fleet/coded_column.hpp"

namespace muster {

struct compiled_command;
struct compiled_fleet;
struct leg_state;
struct shard_state;
class device_row;

/// What one property of a device was before a job set it.
struct previous_value {
    double value = 0;  ///< as the property's column keeps it; NaN: it had none

    friend bool operator<(const previous_value& a, const previous_value& b);
};

/// The same, of the devices of a cohort on which a job set the property.
struct previous_column {
    std::uint32_t cohort = 0;
    std::uint32_t property = 0;
    coded_column<previous_value> values;
    bool operator==(const previous_column&) const = default;
};

/// Notes what the devices had, of each property that these changes are about to set for a job: what
/// was wanted of it, or else what the device said it was, so that going back to it undoes the
/// change.
void decide_previous(std::vector<change>& out, std::uint32_t job, const std::vector<change>& sets,
                     device_row& row);

/// The value that a job's command sets a property of a device to: `fixed`, or, where the job
/// reverts another one, what the device had before that. Nothing where it reverts nothing of this
/// device.
std::optional<double> value_set(const shard_state& state, const compiled_command& command,
                                std::uint32_t cohort, std::uint32_t property, double fixed,
                                slot device);

/// Those of the devices that the other job set anything on.
slot_set set_by(const leg_state* leg, const slot_set& devices);

/// Whether something else is wanted of a property by now than the job wanted that this one reverts.
/// `row` is aimed at the device.
bool changed_since(const shard_state& state, const compiled_fleet& fleet, std::uint32_t cohort,
                   std::uint32_t job, slot device, const device_row& row);

}  // namespace muster
