#pragma once

#include <map>
#include <memory>
#include <vector>

#include "actors/interfaces.hpp"
#include "actors/mirror_port.hpp"
#include "history/digest_sink.hpp"
#include "history/rollups.hpp"

namespace muster {

/// Where what a host says of its shards is kept in the process that drives the run. Everything in
/// it outlives the worker.
struct host_books {
    shard_host* host = nullptr;
    std::map<std::uint32_t, mirror_port*> mirrors;  ///< by shard
    std::vector<sink*> sinks;                       ///< for the readings
    rollups* rolled = nullptr;
    digest_sink* digest = nullptr;
};

host_worker_actor spawn_host_worker(caf::actor_system& system, host_books books);

}  // namespace muster
