#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fleet/geo.hpp"
#include "scenarios/reading.hpp"

namespace muster::sections {

/// The longest radius of an area or of a circle to roam in, and how far two places that follow each
/// other may be apart, in kilometres: beyond it there is no one shortest way.
inline constexpr double most_km_within = 5'000;
inline constexpr double most_km_between = 19'000;

/// `[52.37, 4.89]`, or the name of an area that has a middle. Empty, and reported, where it is
/// none.
std::optional<geo_point> read_place(reading& r, const yaml::node& found);
/// A list of places, at least `least`; empty, and reported, where one of them is none.
std::vector<geo_point> read_places(reading& r, const yaml::node& found, std::size_t least);
/// A number of kilometres above zero. False, and reported, where it is none.
bool read_within(reading& r, const yaml::node& map, double& km);
/// Reports places that follow each other and have no one shortest way between them.
bool has_ways(reading& r, const place& where, const std::vector<geo_point>& places, bool round);

/// A position with `route` or `roams`.
bool is_position(const yaml::node& found);
/// Its two numbers are signals of its full name, or two of the model's: the first `of_model`.
void read_position(reading& r, const yaml::entry& item, device_template& t, std::size_t of_model);
/// Finds what `speed_of` and `heading_of` speak of. After all signals.
void resolve_movements(reading& r, device_template& t, const yaml::node& map);
/// The names of the template's positions, such as `position`.
std::vector<std::string> position_names(const device_template& t);

}  // namespace muster::sections
