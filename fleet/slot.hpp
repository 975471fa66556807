#pragma once

#include <cstdint>

namespace muster {

/// A device's place within its shard.
using slot = std::uint32_t;

}  // namespace muster
