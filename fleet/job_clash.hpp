#pragma once

#include <cstdint>

#include "fleet/compiled_fleet.hpp"
#include "fleet/shard_state.hpp"

namespace muster {

/// A property of the fleet's devices that two jobs, by their numbers, make different values; none:
/// there is no such property. Whoever takes back the other's values clashes with it too.
std::uint32_t clash_of(const compiled_fleet& fleet, std::uint32_t one, std::uint32_t other);

/// Whether the two, which clash on the fleet, make different values of a property of this device,
/// of a cohort of it: one of them may take back what the device had before.
bool clash_on(const shard_state& state, const compiled_fleet& fleet, std::uint32_t cohort,
              std::uint32_t one, std::uint32_t other, slot device);

}  // namespace muster
