#pragma once

#include <cstddef>
#include <cstdint>

/// Limits on a scenario file: one that crosses them is refused before it costs time or memory.
namespace muster::scenario_limits {

/// Devices of a fleet, and of all fleets together.
inline constexpr std::uint64_t devices = 100'000'000;
inline constexpr std::size_t file_bytes = std::size_t{1} << 20;
inline constexpr std::size_t depth = 32;
inline constexpr std::size_t events = 100'000;
inline constexpr std::size_t scalar_bytes = std::size_t{64} << 10;
/// Entries of one section, signals of a template, tags of a fleet, items of a list.
inline constexpr std::size_t things = 1'000;
inline constexpr std::size_t pick_values = 10'000;
/// A table that a scenario names, such as the recording of a `replay`.
inline constexpr std::size_t table_bytes = std::size_t{64} << 20;
inline constexpr std::size_t table_rows = 1'000'000;
/// Searching the nearest name takes time for every wrong name, so only the first ones get it.
inline constexpr std::size_t suggestions = 100;
inline constexpr std::size_t problems = 500;
/// Values that references may add to a file.
inline constexpr std::size_t copied_nodes = 100'000;

}  // namespace muster::scenario_limits
