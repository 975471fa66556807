#pragma once

#include <cstdint>

#include "fleet/world.hpp"

namespace muster {

/// A hash of what a scenario was compiled to: sizes, numbers and keys of everything that processes
/// name to each other, and what was read from other files: recordings, lists and tables of devices.
/// Two worlds with the same one understand the same by it.
std::uint64_t fingerprint(const world& w);

}  // namespace muster
