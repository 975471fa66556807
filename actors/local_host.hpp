#pragma once

#include <memory>

#include "actors/shard_host.hpp"
#include "fleet/world.hpp"

namespace muster {

/// Shards of this process, run by actors of their own on behalf of whoever holds the object, which
/// no CAF type shows. Calls have to be over when it is destroyed.
std::unique_ptr<shard_host> open_local_host(std::shared_ptr<const world> w, host_wishes wishes);

}  // namespace muster
