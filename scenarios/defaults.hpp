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
/// How often a job tells one device again.
inline constexpr std::uint64_t repeats = 100;
inline constexpr std::size_t pick_values = 10'000;
/// A table that a scenario names, such as the recording of a `replay`.
inline constexpr std::size_t table_bytes = std::size_t{64} << 20;
inline constexpr std::size_t table_rows = 1'000'000;
/// Searching the nearest name takes time for every wrong name, so only the first ones get it.
inline constexpr std::size_t suggestions = 100;
inline constexpr std::size_t problems = 500;
/// Values that references may add to a file.
inline constexpr std::size_t copied_nodes = 100'000;

/// How deep files may include each other, and how many may be included.
inline constexpr std::size_t include_depth = 8;
inline constexpr std::size_t included_files = 100;
/// Of a fleet's file, which `from` names.
inline constexpr std::size_t fleet_file_bytes = std::size_t{2} << 30;
inline constexpr std::uint64_t fleet_file_rows = 10'000'000;
inline constexpr std::size_t id_bytes = 128;
inline constexpr std::size_t cell_bytes = 4096;
/// Of a file with the ids of a group.
inline constexpr std::size_t ids_file_bytes = std::size_t{64} << 20;
/// Wrong rows or values that are told before the rest of a file is left unread.
inline constexpr std::size_t file_problems = 20;

}  // namespace muster::scenario_limits
