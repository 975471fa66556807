#pragma once

#include <cstdint>
#include <string>

namespace muster::bench {

/// What is said of each property besides its values, such as `, writable: true`.
struct sensor_properties {
    std::string gain, offset, mode, location;
};

/// An hour of so many sensors with three signals and properties of two doubles, an enum and a text,
/// as P1 has them: the scenario up to its fleets.
std::string sensors_for_an_hour(std::uint64_t devices, const sensor_properties& also = {});

}  // namespace muster::bench
