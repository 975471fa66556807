#pragma once

#include <memory>

#include "actors/interfaces.hpp"
#include "actors/shard_host.hpp"
#include "fleet/world.hpp"

namespace muster {

/// Ends with the last handle.
host_actor spawn_host(caf::actor_system& system, std::shared_ptr<const world> w,
                      const host_wishes& wishes);

}  // namespace muster
