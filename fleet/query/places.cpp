#include "fleet/query/places.hpp"

#include <algorithm>

#include "fleet/query/lexer.hpp"

namespace muster::query {
namespace {

constexpr std::string_view to_distance =
    "write distance(position, latitude, longitude), in kilometres";
constexpr std::string_view to_inside = "write inside(position, AREA), with AREA under `areas`";

struct foreign_function {
    std::string_view name, remedy;
};

constexpr std::array<foreign_function, 15> foreign_functions{{
    {"st_distance", to_distance},
    {"st_distancesphere", to_distance},
    {"geo_distance_2points", to_distance},
    {"geo_distance", to_distance},
    {"haversine", to_distance},
    {"st_dwithin", "write distance(position, latitude, longitude) < 5, in kilometres"},
    {"st_within", to_inside},
    {"st_contains", to_inside},
    {"st_covers", to_inside},
    {"st_intersects", to_inside},
    {"geo_point_in_polygon", to_inside},
    {"geo_point_in_circle", to_inside},
    {"geofence", to_inside},
    {"in_area", to_inside},
    {"within", to_inside},
}};

}  // namespace

std::string place_function_remedy(std::string_view name) {
    const auto found = std::find_if(foreign_functions.begin(), foreign_functions.end(),
                                    [&](const auto& f) { return same_word(f.name, name); });
    return found == foreign_functions.end() ? std::string() : std::string(found->remedy);
}

}  // namespace muster::query
