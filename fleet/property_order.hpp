#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fleet/device_selection.hpp"
#include "fleet/shard_columns.hpp"

namespace muster {

/// A property act made ready for the shards: which devices, and the values as each fleet's columns
/// keep them. Immutable; one serves all shards.
class property_order {
public:
    /// `problem` is not empty where the condition does not bind, no fleet has one of the
    /// properties, nobody but the device sets it, or it can't have the value.
    property_order(const world& w, const property_act& wanted);

    const std::string& problem() const { return problem_; }
    /// What it was made from: another process makes its own of it.
    const property_act& wanted() const { return wanted_; }
    const device_selection& who() const { return who_; }
    /// The changes it makes in a shard: of writable properties what is desired of them, where that
    /// is another value than before; cloud properties that have another value.
    std::vector<change> decide(const shard_columns& columns, const shard_state& state,
                               device_row& row, const slot_set& devices) const;

private:
    struct field {
        std::uint32_t property = none;
        double code = 0;
        bool cloud = false;
    };

    void read_setting(const world& w, const property_setting& wanted);
    void decide_cohort(std::uint32_t cohort, const field& wanted, const std::vector<slot>& devices,
                       const shard_state& state, device_row& row, std::vector<change>& out) const;

    property_act wanted_;
    device_selection who_;
    std::string problem_;
    std::vector<std::vector<field>> by_fleet_;
};

/// The changes that make `value` what is desired of a property, or nothing where it is NaN; devices
/// of which it is so already are left out.
void decide_desired(std::vector<change>& out, const shard_state& state, std::uint32_t cohort,
                    std::uint32_t property, const std::vector<slot>& devices, double value);

/// A value that was written where no kind was known, such as a field of a request, as one of this
/// kind: a number's text becomes the number. What can't be one stays as it is.
plain_value read_as(value_kind kind, const plain_value& written);

/// How a column keeps a value that a person wrote; nothing where it can't have it.
std::optional<double> code_of(const attribute& a, const plain_value& value,
                              const dictionary& texts);

}  // namespace muster
