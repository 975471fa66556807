#pragma once

namespace muster {

/// The mean radius of the earth (IUGG): distances are those on a sphere, at most 0.6 % off.
inline constexpr double earth_radius_km = 6371.0088;
/// Kilometres of one degree of latitude.
inline constexpr double degree_km = 111.1950802335329;

/// A place on the earth in degrees: north and east are positive.
struct geo_point {
    double lat = 0, lon = 0;
    bool operator==(const geo_point&) const = default;
};

/// A place as seen from the middle of the earth, of length 1.
struct unit_vector {
    double x = 1, y = 0, z = 0;
};

unit_vector vector_of(geo_point at);
/// The place below a vector of any length; longitudes from -180 up to, not including, 180.
geo_point point_below(const unit_vector& v);
/// Straight through the earth, squared and in radii: grows with the distance, and needs no
/// function.
double chord_squared(const unit_vector& a, const unit_vector& b);
/// What `chord_squared` is at a distance.
double chord_squared_of(double km);
double dot(const unit_vector& a, const unit_vector& b);
/// Not of length 1.
unit_vector cross(const unit_vector& a, const unit_vector& b);
/// Radians between two places.
double angle_between(const unit_vector& a, const unit_vector& b);
/// Along the surface.
double distance_km(geo_point a, geo_point b);
/// The place at a bearing (radians, clockwise from north) and at the angle whose sine and cosine
/// are given.
unit_vector displaced(const unit_vector& from, double bearing, double sine, double cosine);

/// The shortest way between two places that are not opposite each other. Parts are from 0 to 1.
struct arc {
    unit_vector from, to;
    double angle = 0;  ///< radians

    arc() = default;
    arc(const unit_vector& a, const unit_vector& b) : from(a), to(b), angle(angle_between(a, b)) {}

    double km() const { return angle * earth_radius_km; }
    geo_point at(double part) const;
    /// Where it leads at that part: degrees clockwise from north, below 360.
    double heading(double part) const;

private:
    unit_vector vector_at(double part) const;
};

}  // namespace muster
