#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "fleet/diagnostic.hpp"
#include "fleet/geo.hpp"

namespace muster {

/// All places within a distance of one.
struct circle_area {
    geo_point centre;
    double km = 0;
};
/// All places within a distance of a line, whose pieces are the shortest ways between its points.
struct corridor_area {
    std::vector<geo_point> line;  ///< two or more
    double km = 0;
};
/// All places within a ring of edges that are straight on a map of latitudes and longitudes, as in
/// GeoJSON; each edge goes the short way around the earth.
struct polygon_area {
    std::vector<geo_point> corners;  ///< three or more, the first not repeated
};
using area_shape = std::variant<circle_area, corridor_area, polygon_area>;

/// An area as a scenario names it.
struct area_spec {
    std::string name;
    area_shape shape;
    place where;
};

/// Why a ring of corners bounds no area, and at which corner the edge begins that says so.
struct ring_problem {
    enum class kind : std::uint8_t { none, half_the_world, around_a_pole, crosses_itself };
    kind what = kind::none;
    std::size_t corner = 0, other = 0;  ///< edges are counted by the corner at which they begin
};
ring_problem check_ring(const std::vector<geo_point>& corners);

/// An area, ready to be asked. Immutable.
class area {
public:
    /// Requires a polygon whose ring has no problem.
    explicit area(const area_shape& shape);

    /// What lies on the edge is inside.
    bool contains(geo_point at) const;

private:
    struct piece {
        unit_vector from, to, normal;
    };
    struct corner {
        double x, y;  ///< degrees east, without a jump along the ring, and north
    };

    bool near_line(const unit_vector& at) const;
    bool in_ring(double x, double y) const;

    std::vector<unit_vector> points_;  ///< of a circle or corridor
    std::vector<piece> pieces_;        ///< of a corridor
    double chord_ = 0, sine_ = 0;      ///< of the distance
    std::vector<corner> ring_;
    double west_ = 0, east_ = 0;
};

}  // namespace muster
