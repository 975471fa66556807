#pragma once

#include <string>
#include <utility>
#include <vector>

#include "fleet/distribution.hpp"
#include "fleet/geo.hpp"

namespace muster {

/// How a device moves about: from stop to stop of a route, or to places in a circle.
struct movement_spec {
    std::string name;  ///< of the position, which keeps its draws apart from others'
    /// Each of one or more stops; a device keeps to one of them, drawn. Empty: it roams.
    std::vector<std::vector<geo_point>> routes;
    std::string file;  ///< that the routes are from; empty: from the scenario
    geo_point around;  ///< roaming: the middle of the circle
    double within_km = 0;
    /// Kilometres an hour, drawn for each way: constant, uniform or log-normal, above zero.
    distribution speed;
    distribution stay;        ///< at a stop, microseconds
    bool loops = true;        ///< routes: on from the last stop to the first; else it stays there
    bool from_first = false;  ///< routes: begins at the first stop; else anywhere on its round
    double accuracy_m = 0;    ///< standard deviation of what is read, to the north and to the east

    bool roams() const { return routes.empty(); }
};

/// Corners in the south-west and the north-east of roughly where it leads: for a scale.
std::pair<geo_point, geo_point> bounds_of(const movement_spec& spec);

}  // namespace muster
