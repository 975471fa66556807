#pragma once

#include <array>
#include <string>
#include <string_view>

namespace muster::query {

/// A position is no field of its own: `position` is the two fields `position.lat` and
/// `position.lon`, which is how DTDL's geopoint is taken apart.
inline constexpr std::array<const char*, 2> position_parts{".lat", ".lon"};

/// What to write in place of a function that other languages have for places: SQL's `ST_DWithin`,
/// Kusto's `geo_distance_2points`. Empty for any other name.
std::string place_function_remedy(std::string_view name);

}  // namespace muster::query
