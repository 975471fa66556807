#pragma once

#include <caf/actor_system.hpp>

#include <memory>

#include "actors/conductor.hpp"
#include "actors/host_worker.hpp"
#include "actors/local_shards.hpp"
#include "actors/worker.hpp"
#include "fleet/world.hpp"

namespace muster {

/// The actors of one run inside an actor system: shards, workers, control actors, conductor. Used
/// by the facade on a real system and by tests on CAF's deterministic one.
class fleet_run {
public:
    fleet_run(caf::actor_system& system, scenario s, run_options options);
    ~fleet_run();

    fleet_run(const fleet_run&) = delete;
    fleet_run& operator=(const fleet_run&) = delete;

    void start(std::function<void(run_outcome)> on_end);
    /// Not at the same time as `start`.
    void interrupt();
    /// Calls `ask` at the next barrier, or `otherwise` where none comes. Any thread.
    void at_next_barrier(std::function<void(sim_time)> ask, std::function<void()> otherwise = {});
    act_desk& desk() { return context_->desk; }
    const std::shared_ptr<event_bus>& events() const { return context_->events; }
    /// A job as it stands; at a barrier. Nothing where none has the name.
    std::optional<job_result> job_named(const std::string& name) const;
    const shard_directory& directory() const { return context_->shards; }

    const world& the_world() const { return *world_; }
    /// Requires that no other process has them.
    const shard_list& shards() const { return *shards_->list(); }
    /// Creates the devices without running; for plans and tests. On the calling thread.
    void populate();

private:
    shard_options options_for_shards(const run_options& options) const;
    std::vector<shard_port*> open_books(const run_options& options);
    void hire_workers();

    caf::actor_system& system_;
    std::shared_ptr<const world> world_;
    std::unique_ptr<rollups> rolled_;
    std::unique_ptr<digest_sink> digest_;
    std::unique_ptr<local_shards> shards_;
    std::vector<std::unique_ptr<mirror_port>> mirrors_;  ///< of other processes' shards
    std::vector<host_books> books_;                      ///< by host
    std::shared_ptr<run_context> context_;
    conductor_actor conductor_;
};

}  // namespace muster
