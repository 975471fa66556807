#include "fleet/area.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "fleet/math.hpp"

namespace muster {

namespace {

/// The way east from one longitude to another, the short way around.
double eastwards(double from, double to) {
    double way = std::fmod(to - from, 360.0);
    if (way > 180) way -= 360;
    if (way < -180) way += 360;
    return way;
}

std::vector<geo_point> unrolled(const std::vector<geo_point>& corners) {
    auto out = corners;
    for (std::size_t i = 1; i < out.size(); ++i)
        out[i].lon = out[i - 1].lon + eastwards(corners[i - 1].lon, corners[i].lon);
    return out;
}

/// On which side of the line from a to b the point c lies; 0: on it.
double side(geo_point a, geo_point b, geo_point c) {
    return (b.lon - a.lon) * (c.lat - a.lat) - (b.lat - a.lat) * (c.lon - a.lon);
}

bool in_box(geo_point a, geo_point b, geo_point c) {
    return c.lon >= std::min(a.lon, b.lon) && c.lon <= std::max(a.lon, b.lon) &&
           c.lat >= std::min(a.lat, b.lat) && c.lat <= std::max(a.lat, b.lat);
}

bool meet(geo_point a, geo_point b, geo_point c, geo_point d) {
    const double ac = side(a, b, c), ad = side(a, b, d), ca = side(c, d, a), cb = side(c, d, b);
    if (((ac > 0 && ad < 0) || (ac < 0 && ad > 0)) && ((ca > 0 && cb < 0) || (ca < 0 && cb > 0)))
        return true;
    return (ac == 0 && in_box(a, b, c)) || (ad == 0 && in_box(a, b, d)) ||
           (ca == 0 && in_box(c, d, a)) || (cb == 0 && in_box(c, d, b));
}

/// Edges that are neighbours share a corner, and nothing else.
bool folds_back(geo_point before, geo_point corner, geo_point after) {
    return side(before, corner, after) == 0 &&
           (in_box(before, corner, after) || in_box(corner, after, before));
}

}  // namespace

ring_problem check_ring(const std::vector<geo_point>& corners) {
    using kind = ring_problem::kind;
    const auto n = corners.size();
    double around = 0;
    for (std::size_t i = 0; i < n; ++i) {
        const double way = eastwards(corners[i].lon, corners[(i + 1) % n].lon);
        if (std::fabs(way) == 180) return {kind::half_the_world, i, 0};
        around += way;
    }
    if (std::fabs(around) > 180) return {kind::around_a_pole, 0, 0};
    auto ring = unrolled(corners);
    ring.push_back(ring.front());
    for (std::size_t i = 0; i < n; ++i) {
        if (folds_back(ring[i], ring[i + 1], ring[i + 1 < n ? i + 2 : 1]))
            return {kind::crosses_itself, i, (i + 1) % n};
        for (std::size_t j = i + 2; j < n; ++j) {
            const bool neighbours = i == 0 && j + 1 == n;
            if (!neighbours && meet(ring[i], ring[i + 1], ring[j], ring[j + 1]))
                return {kind::crosses_itself, i, j};
        }
    }
    return {};
}

area::area(const area_shape& shape) {
    const auto reaches = [this](double km) {
        chord_ = chord_squared_of(km);
        sine_ = math::sin(std::min(km / earth_radius_km, std::numbers::pi / 2));
    };
    if (const auto* circle = std::get_if<circle_area>(&shape)) {
        points_.push_back(vector_of(circle->centre));
        reaches(circle->km);
    } else if (const auto* corridor = std::get_if<corridor_area>(&shape)) {
        for (const auto& p : corridor->line)
            points_.push_back(vector_of(p));
        for (std::size_t i = 1; i < points_.size(); ++i) {
            auto normal = cross(points_[i - 1], points_[i]);
            const double length = std::sqrt(dot(normal, normal));
            if (length == 0) continue;
            pieces_.push_back({points_[i - 1],
                               points_[i],
                               {normal.x / length, normal.y / length, normal.z / length}});
        }
        reaches(corridor->km);
    } else if (const auto* polygon = std::get_if<polygon_area>(&shape)) {
        for (const auto& p : unrolled(polygon->corners))
            ring_.push_back({p.lon, p.lat});
        const auto [west, east] = std::minmax_element(
            ring_.begin(), ring_.end(), [](const corner& a, const corner& b) { return a.x < b.x; });
        west_ = west->x, east_ = east->x;
    }
}

bool area::contains(geo_point at) const {
    if (!ring_.empty())
        return in_ring(at.lon, at.lat) || in_ring(at.lon + 360, at.lat) ||
               in_ring(at.lon - 360, at.lat);
    return near_line(vector_of(at));
}

bool area::near_line(const unit_vector& at) const {
    for (const auto& p : points_)
        if (chord_squared(p, at) <= chord_) return true;
    return std::any_of(pieces_.begin(), pieces_.end(), [&](const piece& p) {
        return std::fabs(dot(p.normal, at)) <= sine_ && dot(cross(p.from, at), p.normal) >= 0 &&
               dot(cross(at, p.to), p.normal) >= 0;
    });
}

/// Counts the edges east of the point.
bool area::in_ring(double x, double y) const {
    if (x < west_ || x > east_) return false;
    const geo_point at{y, x};
    bool inside = false;
    for (std::size_t i = 0; i < ring_.size(); ++i) {
        const auto& from = ring_[i];
        const auto& to = ring_[(i + 1) % ring_.size()];
        const geo_point a{from.y, from.x}, b{to.y, to.x};
        const double turn = side(a, b, at);
        if (turn == 0 && in_box(a, b, at)) return true;
        if ((from.y > y) != (to.y > y) && (turn > 0) == (to.y > from.y)) inside = !inside;
    }
    return inside;
}

}  // namespace muster
