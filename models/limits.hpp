#pragma once

#include <cstddef>

namespace muster::models {

/// What a model file may be at most. Whatever is above is refused by name before it costs memory or
/// time.
inline constexpr std::size_t json_bytes_max = std::size_t{1} << 20;
inline constexpr std::size_t json_depth_max = 32;
/// Members of objects and items of arrays, all together.
inline constexpr std::size_t json_members_max = 10'000;

inline constexpr std::size_t interfaces_max = 512;
inline constexpr int extends_depth_max = 10;
/// Levels of object, map and array within one schema. An enum is a leaf: models in use have one on
/// the sixth level.
inline constexpr int schema_levels_max = 5;
inline constexpr std::size_t name_length_max = 64;
inline constexpr std::size_t dtmi_length_max = 2048;

/// Signals, and properties, of one template: schemas used many times multiply when they are
/// flattened.
inline constexpr std::size_t leaves_max = 2'000;

}  // namespace muster::models
