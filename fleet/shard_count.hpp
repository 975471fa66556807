#pragma once

#include <cstdint>

namespace muster {

/// How many shards a run of so many devices has: 1,024, or fewer for a small fleet, so that a visit
/// to a shard finds enough to do. A function of the scenario alone, because sums merge in shard
/// order.
constexpr std::uint32_t shard_count_for(std::uint64_t devices) {
    std::uint32_t shards = 16;
    while (shards < 1024 && devices / shards > 512)
        shards *= 2;
    return shards;
}

}  // namespace muster
