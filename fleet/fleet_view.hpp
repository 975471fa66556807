#pragma once

#include <functional>
#include <vector>

#include "fleet/shard_columns.hpp"

namespace muster {

/// The devices of one shard where they are.
struct shard_view {
    const shard_columns* columns = nullptr;
    const shard_state* state = nullptr;
};

/// A device where it is. One that is no device any more has its last place.
struct device_place {
    std::uint32_t shard = 0;
    slot place = 0;
    bool removed = false;
};

/// All devices of a run while nothing moves, read where they are.
struct fleet_view {
    const world* w = nullptr;
    std::vector<shard_view> shards;  ///< by number
    sim_time now{};
};

/// Calls `take` with every device that is there or was removed, each once, fleet by fleet in the
/// order of their ids. Whoever has not arrived yet is left out; who came to have another template
/// stands where it began, with its place of now.
void for_each_device(const fleet_view& all, const std::function<void(const device_place&)>& take);

}  // namespace muster
