#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "actors/control.hpp"
#include "actors/interfaces.hpp"
#include "actors/run_options.hpp"
#include "actors/worker.hpp"
#include "history/digest_sink.hpp"
#include "history/rollups.hpp"

namespace muster {

/// What the conductor and the facade share. The facade writes `interrupt` and `questions` from any
/// thread; everything else is the conductor's.
struct run_context {
    const world* w = nullptr;
    run_options options;
    std::shared_ptr<const shard_list> shards;
    double started_wall = 0;  ///< when placing the devices began
    std::vector<worker_actor> workers;
    std::vector<control_actor> controls;  ///< by address, from the number of shards on
    std::vector<shared_job> jobs;
    rollups* rolled = nullptr;
    digest_sink* digest = nullptr;
    std::function<void(run_outcome)> on_end;  ///< called once, on a Muster worker

    std::atomic<bool> interrupt{false};
    std::mutex questions_mutex;
    std::vector<std::function<void(sim_time)>>
        questions;  ///< asked at the next barrier, while no shard runs
};

conductor_actor spawn_conductor(caf::actor_system& system, std::shared_ptr<run_context> context);

}  // namespace muster
