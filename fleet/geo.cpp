#include "fleet/geo.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "fleet/math.hpp"

namespace muster {

namespace {

constexpr double degree = std::numbers::pi / 180;

/// Below this, radians, a way has no direction that could be told.
constexpr double no_way = 1e-12;

double length(const unit_vector& v) {
    return std::sqrt(dot(v, v));
}

}  // namespace

unit_vector vector_of(geo_point at) {
    const double ring = math::cos(at.lat * degree);
    return {ring * math::cos(at.lon * degree), ring * math::sin(at.lon * degree),
            math::sin(at.lat * degree)};
}

geo_point point_below(const unit_vector& v) {
    const double lat = math::atan2(v.z, std::sqrt(v.x * v.x + v.y * v.y)) / degree;
    const double lon = math::atan2(v.y, v.x) / degree;
    return {lat, lon < 180 ? lon : -180};
}

double dot(const unit_vector& a, const unit_vector& b) {
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

unit_vector cross(const unit_vector& a, const unit_vector& b) {
    return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}

double chord_squared(const unit_vector& a, const unit_vector& b) {
    const unit_vector chord{a.x - b.x, a.y - b.y, a.z - b.z};
    return dot(chord, chord);
}

double chord_squared_of(double km) {
    const double half = math::sin(std::min(km / earth_radius_km, std::numbers::pi) / 2);
    return 4 * half * half;
}

double angle_between(const unit_vector& a, const unit_vector& b) {
    return math::atan2(length(cross(a, b)), dot(a, b));
}

/// The haversine formula, which keeps its digits where places are near.
double distance_km(geo_point a, geo_point b) {
    const double north = math::sin((b.lat - a.lat) * degree / 2);
    const double east = math::sin((b.lon - a.lon) * degree / 2);
    const double h =
        north * north + math::cos(a.lat * degree) * math::cos(b.lat * degree) * east * east;
    return 2 * earth_radius_km * math::atan2(std::sqrt(h), std::sqrt(std::max(0.0, 1 - h)));
}

unit_vector displaced(const unit_vector& from, double bearing, double sine, double cosine) {
    const double ring = std::sqrt(from.x * from.x + from.y * from.y);
    const unit_vector east =
        ring > 0 ? unit_vector{-from.y / ring, from.x / ring, 0} : unit_vector{0, 1, 0};
    const auto north = cross(from, east);
    const double n = sine * math::cos(bearing), e = sine * math::sin(bearing);
    return {cosine * from.x + n * north.x + e * east.x, cosine * from.y + n * north.y + e * east.y,
            cosine * from.z + n * north.z + e * east.z};
}

unit_vector arc::vector_at(double part) const {
    if (part <= 0 || angle < no_way) return from;
    if (part >= 1) return to;
    const double a = math::sin((1 - part) * angle), b = math::sin(part * angle);
    return {a * from.x + b * to.x, a * from.y + b * to.y, a * from.z + b * to.z};
}

geo_point arc::at(double part) const {
    return point_below(vector_at(part));
}

double arc::heading(double part) const {
    if (angle < no_way) return 0;
    const auto here = vector_at(part);
    const auto ahead = cross(cross(from, to), here);
    const double north = ahead.z * (here.x * here.x + here.y * here.y) -
                         here.z * (here.x * ahead.x + here.y * ahead.y);
    const double east = (here.x * ahead.y - here.y * ahead.x) * length(here);
    const double turned = math::atan2(east, north) / degree;
    const double clockwise = turned < 0 ? turned + 360 : turned;
    return clockwise < 360 ? clockwise : 0;
}

}  // namespace muster
