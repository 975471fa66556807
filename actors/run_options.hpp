#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "fleet/answer_row.hpp"
#include "fleet/event.hpp"
#include "fleet/job_target.hpp"
#include "fleet/run_result.hpp"
#include "history/sink.hpp"
#include "store/store.hpp"

namespace muster {

class command_probe;
class shard_host;
struct fleet_view;

/// How a scenario is run; nothing here alters the result.
struct run_options {
    unsigned workers = 2;
    std::optional<pace> speed;             ///< instead of the scenario's
    std::uint32_t steps_per_visit = 0;     ///< at most; 0: as many as keep a visit short
    std::function<double()> wall_seconds;  ///< a monotonic clock; injected so that tests own time
    double progress_interval = 0.25;       ///< wall seconds between two calls of `on_progress`
    store* journal = nullptr;              ///< not owned; null: nothing is journaled
    std::vector<sink*> sinks;              ///< not owned: in addition to rollups and digest
    /// Not owned: who has the shards instead of this process. Either all of them or none.
    std::vector<shard_host*> hosts;
    /// Called on a Muster worker; may only post.
    std::function<void(const run_progress&)> on_progress;
    /// How the targets of each job stand when the run ends, some at a time: by job, shard and slot.
    /// On a Muster worker; empty: nobody wants them.
    std::function<void(std::uint32_t job, const std::vector<job_target>&)> on_targets;
    /// What each device answered to the questions of the scenario, when the run ends, some at a
    /// time: by act, shard and slot. On a Muster worker; empty: nobody wants them.
    std::function<void(std::uint32_t act, const std::vector<answer_row>&)> on_answers{};
    /// All devices as they are when the run ends. On a Muster worker; empty: nobody wants them.
    /// Not called with `hosts`, nor where the run fails.
    std::function<void(const fleet_view&)> on_devices{};
    command_probe* probe = nullptr;  ///< not owned; for benches, of shards of this process
    std::size_t events_kept = 0;     ///< for subscribers who come late; 0: events are not made
    bool message_events = false;     ///< an event for each message too; a busy fleet makes millions
    /// A device that connects or goes away is told of at the end of such a window of virtual time,
    /// with what it is then, however often it did; zero: each time. IoT Central: a minute.
    duration gather_connections{};
};

/// How a run ended.
struct run_outcome {
    run_result result;
    double run_seconds = 0, spawn_seconds = 0;
    double lag_seconds_max = 0;
    std::uint64_t visits = 0, barriers = 0;
    std::string failure;  ///< not empty: the run itself failed, and why
};

}  // namespace muster
