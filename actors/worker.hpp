#pragma once

#include <caf/intrusive_ptr.hpp>

#include <memory>

#include "actors/interfaces.hpp"
#include "actors/shard.hpp"

namespace muster {

using shard_list = std::vector<caf::intrusive_ptr<shard>>;

/// Where each device lives: by shard and fleet, the ordinals of its devices, ascending. Taken apart
/// by the workers.
using placement = std::vector<std::vector<std::vector<std::uint32_t>>>;
placement place_devices(const world& w);

worker_actor spawn_worker(caf::actor_system& system, std::shared_ptr<const shard_list> shards,
                          std::shared_ptr<placement> where);

}  // namespace muster
