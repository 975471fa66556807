#include "fleet/movement.hpp"

#include <algorithm>

namespace muster {

std::pair<geo_point, geo_point> bounds_of(const movement_spec& spec) {
    geo_point low = spec.roams() ? spec.around : spec.routes.front().front();
    auto high = low;
    for (const auto& stops : spec.routes)
        for (const auto& p : stops) {
            low = {std::min(low.lat, p.lat), std::min(low.lon, p.lon)};
            high = {std::max(high.lat, p.lat), std::max(high.lon, p.lon)};
        }
    const double margin = spec.within_km / degree_km;
    return {{low.lat - margin, low.lon - margin}, {high.lat + margin, high.lon + margin}};
}

}  // namespace muster
