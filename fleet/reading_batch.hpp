#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "fleet/message_course.hpp"

namespace muster {

/// A message of a batch whose way is not the plain one: which it is by its first reading.
struct message_note {
    std::size_t first = 0;
    sim_time sent_at{};
    message_course course;
};

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
    std::array<bool, capacity> sent;  ///< false: generated while offline, or lost on the way
    std::vector<message_note> notes;  ///< ascending; most messages have none

    /// Requires room.
    void add(std::uint64_t device, std::uint32_t number, std::uint32_t fleet_index,
             std::uint32_t message_index, std::uint32_t series_index, std::uint32_t message_tick,
             sim_time when, double x, bool leaves) {
        const auto i = count++;
        key[i] = device;
        ordinal[i] = number;
        fleet[i] = static_cast<std::uint16_t>(fleet_index);
        message[i] = static_cast<std::uint16_t>(message_index);
        series[i] = series_index;
        tick[i] = message_tick;
        at[i] = when;
        value[i] = x;
        sent[i] = leaves;
    }
    bool full(std::size_t more) const { return count + more > capacity; }
    void clear() {
        count = 0;
        notes.clear();
    }
    /// What is special about the message whose first reading is `first`; null: nothing.
    const message_note* note_of(std::size_t first) const {
        const auto found =
            std::lower_bound(notes.begin(), notes.end(), first,
                             [](const auto& n, std::size_t f) { return n.first < f; });
        return found != notes.end() && found->first == first ? &*found : nullptr;
    }
};

}  // namespace muster
