#pragma once

#include <cstddef>
#include <cstdint>

namespace muster::models {

/// What a model file may be at most. Whatever is above is refused by name before it costs memory or
/// time.
inline constexpr std::size_t json_bytes_max = std::size_t{1} << 20;
inline constexpr std::size_t json_depth_max = 32;
/// Members of objects and items of arrays, all together.
inline constexpr std::size_t json_members_max = 10'000;

/// What a set of models that is only checked may be at most. The depth is that of the parser of
/// DTDL's owners.
inline constexpr std::size_t set_bytes_max = std::size_t{256} << 20;
inline constexpr std::size_t set_depth_max = 64;
inline constexpr std::size_t set_members_max = 20'000'000;

/// How many problems of a document that is checked are said, and how much of a text of it or of a
/// key within a pointer.
inline constexpr std::size_t problems_max = 1'000;
inline constexpr std::size_t quoted_bytes_max = 256;
/// Of a command's request.
inline constexpr std::size_t request_problems_max = 100;

inline constexpr std::size_t interfaces_max = 512;
inline constexpr int extends_depth_max = 10;
/// Levels of object, map and array within one schema. An enum is a leaf: models in use have one on
/// the sixth level.
inline constexpr int schema_levels_max = 5;
/// From DTDL 3 on: interfaces that one extends, and elements of one, each as often as it is used.
inline constexpr int schema_levels_max_of_4 = 8;
inline constexpr int extends_depth_max_of_4 = 12;
inline constexpr std::uint64_t bases_max = 1'024;
inline constexpr std::uint64_t elements_max = 100'000;
/// Steps from element to element that are followed one within another.
inline constexpr int walk_depth_max = 100;
inline constexpr std::size_t name_length_max = 64;
inline constexpr std::size_t dtmi_length_max = 2048;
inline constexpr std::size_t interface_id_length_max = 128;

/// Signals, and properties, of one template: schemas used many times multiply when they are
/// flattened.
inline constexpr std::size_t leaves_max = 2'000;

/// What a twin may be at most: one property, and one section after a patch, as compact JSON without
/// `$version` and `$metadata`. The figures are those of IoT Central.
inline constexpr std::size_t twin_property_bytes_max = 4'096;
inline constexpr std::size_t twin_section_bytes_max = 32'768;
/// The texts that patches and twins are read from. A schema has at most five levels and GeoJSON
/// four more, with components around them. A twin has its sections, `$metadata` and
/// acknowledgements around what patches bring.
inline constexpr std::size_t patch_depth_max = 20;
inline constexpr std::size_t twin_depth_max = patch_depth_max + 4;
inline constexpr std::size_t patch_bytes_max = std::size_t{256} << 10;
inline constexpr std::size_t patch_members_max = 50'000;
/// Blanks and what is said of each property make a twin many times as long as its sections.
inline constexpr std::size_t twin_bytes_max = std::size_t{4} << 20;
inline constexpr std::size_t twin_members_max = 200'000;
inline constexpr std::size_t twin_problems_max = 100;

}  // namespace muster::models
