#pragma once

#include <string>
#include <vector>

#include "fleet/act.hpp"
#include "fleet/shard_columns.hpp"

namespace muster {

/// The devices that an act speaks of, bound to a world. Immutable; one serves all shards.
class device_selection {
public:
    /// `problem` is not empty where the condition does not bind.
    device_selection(const world& w, device_target wanted);

    const std::string& problem() const { return problem_; }
    /// What it was made from: another process makes its own of it.
    const device_target& wanted() const { return wanted_; }
    /// How many different ids it names.
    std::size_t ids() const { return keys_.size(); }
    /// Whether any of its devices may live in this shard.
    bool concerns(std::uint32_t shard) const;
    /// The devices of a shard that it speaks of.
    slot_set matched(const shard_columns& columns, device_row& row, sim_time now) const;

private:
    bool names(std::uint64_t key) const;

    device_target wanted_;
    std::string problem_;
    std::vector<std::uint64_t> keys_;  ///< of the ids, ascending
    std::uint32_t shards_;
    query::expression who_;  ///< empty: every device
};

}  // namespace muster
