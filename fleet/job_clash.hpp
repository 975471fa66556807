#pragma once

#include <cstdint>

#include "fleet/compiled_fleet.hpp"

namespace muster {

/// A property of the fleet's devices that two jobs, by their numbers, make different values; none:
/// there is no such property. Whoever takes back the other's values clashes with it too.
std::uint32_t clash_of(const compiled_fleet& fleet, std::uint32_t one, std::uint32_t other);

}  // namespace muster
