#pragma once

#include <array>
#include <cstdint>

#include "fleet/time.hpp"

namespace muster {

/// Readings of one shard, in columns; small enough to stay in the first-level cache on the way from
/// the turns to the sinks. Filled and consumed by the worker that owns the shard.
struct reading_batch {
    static constexpr std::size_t capacity = 512;

    std::size_t count = 0;
    std::array<std::uint64_t, capacity> key;      ///< of the device
    std::array<std::uint32_t, capacity> ordinal;  ///< of the device in its fleet
    std::array<std::uint16_t, capacity> fleet;
    std::array<std::uint16_t, capacity> message;  ///< kind of message within the template
    std::array<std::uint32_t, capacity> series;   ///< number of the signal over all templates
    std::array<std::uint32_t, capacity> tick;     ///< number of the message
    std::array<sim_time, capacity> at;
    std::array<double, capacity> value;
    std::array<bool, capacity> sent;  ///< false: generated while offline, and lost

    bool full(std::size_t more) const { return count + more > capacity; }
    void clear() { count = 0; }
};

}  // namespace muster
