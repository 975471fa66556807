#pragma once

#include <cstdint>

#include "fleet/world.hpp"

namespace muster {

/// A hash of what a scenario was compiled to: sizes, numbers and keys of everything that processes
/// name to each other. Two worlds with the same one understand the same by it.
std::uint64_t fingerprint(const world& w);

}  // namespace muster
