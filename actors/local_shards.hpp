#pragma once

#include <memory>
#include <vector>

#include "actors/local_port.hpp"
#include "actors/run_options.hpp"
#include "actors/worker.hpp"

namespace muster {

/// The shards of a run that this process has, and what reads them. The world outlives it.
class local_shards {
public:
    /// `which` ascending.
    local_shards(caf::actor_system& system, const world& w, const std::vector<std::uint32_t>& which,
                 const shard_options& options);
    ~local_shards();

    local_shards(const local_shards&) = delete;
    local_shards& operator=(const local_shards&) = delete;

    /// By shard; null where another process has it.
    const std::shared_ptr<const shard_list>& list() const { return list_; }
    /// By shard; null where another process has it.
    const std::vector<shard_port*>& ports() const { return ports_; }

private:
    std::shared_ptr<const shard_list> list_;
    std::vector<std::unique_ptr<local_port>> owned_;
    std::vector<shard_port*> ports_;
};

/// Whether the scenario has expectations, or a service, that look at every step.
bool reads_every_step(const scenario& s);

}  // namespace muster
