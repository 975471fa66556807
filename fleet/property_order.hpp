#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fleet/act.hpp"
#include "fleet/shard_columns.hpp"

namespace muster {

/// A property act made ready for the shards: which devices, and the value as each fleet's columns
/// keep it. Immutable; one serves all shards.
class property_order {
public:
    /// `problem` is not empty where the condition does not bind, no fleet has the property, or it
    /// can't have the value.
    property_order(const world& w, const property_act& wanted);

    const std::string& problem() const { return problem_; }
    /// What it was made from: another process makes its own of it.
    const property_act& wanted() const { return wanted_; }
    /// How many different ids it names.
    std::size_t ids() const { return keys_.size(); }
    /// Whether any of its devices may live in this shard.
    bool concerns(std::uint32_t shard) const;
    /// The devices of a shard that it speaks of.
    slot_set matched(const shard_columns& columns, device_row& row, sim_time now) const;
    /// The changes it makes in a shard: devices that have the property and another value.
    std::vector<change> decide(const shard_columns& columns, device_row& row,
                               const slot_set& devices) const;

private:
    struct field {
        std::uint32_t property = none;  ///< none: the fleet does not have it
        double code = 0;
    };

    void read_target(const world& w, const device_target& target);
    void read_value(const world& w, const property_act& wanted);

    property_act wanted_;
    std::string problem_;
    bool by_id_ = false;
    std::vector<std::uint64_t> keys_;  ///< of the ids, ascending
    std::uint32_t shards_;
    query::expression who_;  ///< empty: every device
    std::vector<field> by_fleet_;
};

/// A value that was written where no kind was known, such as a field of a request, as one of this
/// kind: a number's text becomes the number. What can't be one stays as it is.
plain_value read_as(value_kind kind, const plain_value& written);

/// How a column keeps a value that a person wrote; nothing where it can't have it.
std::optional<double> code_of(const attribute& a, const plain_value& value,
                              const dictionary& texts);

}  // namespace muster
