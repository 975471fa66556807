#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "actors/act_desk.hpp"
#include "actors/control.hpp"
#include "actors/event_bus.hpp"
#include "actors/interfaces.hpp"
#include "actors/run_options.hpp"
#include "actors/shard_directory.hpp"
#include "fleet/fleet_view.hpp"
#include "history/digest_sink.hpp"
#include "history/rollups.hpp"

namespace muster {

/// Something to look at at the next barrier, while no shard runs.
struct barrier_question {
    std::function<void(sim_time)> ask;
    std::function<void()> otherwise;  ///< called instead where no barrier comes; may be empty
};

/// What the conductor and the facade share. The facade writes `interrupt`, `questions`, `desk` and
/// `events` from any thread, hosts write `lost`; everything else is the conductor's.
struct run_context {
    run_context(const world& the_world, run_options how, std::vector<shard_port*> ports)
        : w(&the_world),
          options(std::move(how)),
          shards(std::move(ports)),
          desk(the_world, options.on_answers != nullptr),
          events(std::make_shared<event_bus>(options.events_kept)) {}

    const world* w;
    run_options options;
    shard_directory shards;
    std::vector<shard_view> views;  ///< by shard; none where they are of other processes
    act_desk desk;
    std::shared_ptr<event_bus> events;    ///< subscriptions may outlive the run
    double started_wall = 0;              ///< when placing the devices began
    std::vector<control_actor> controls;  ///< by address, from the number of shards on
    std::vector<shared_job> jobs;
    shared_commands commands;  ///< null: nobody limits them
    rollups* rolled = nullptr;
    digest_sink* digest = nullptr;
    std::function<void(run_outcome)> on_end;  ///< called once, on a Muster worker

    std::atomic<bool> told{false};  ///< `on_end` has been called
    std::atomic<bool> interrupt{false};
    std::mutex questions_mutex;
    std::vector<barrier_question> questions;
    bool questions_ended = false;         ///< no barrier comes any more
    std::vector<barrier_question> asked;  ///< to be answered at the barrier that is reached
    std::mutex lost_mutex;
    std::string lost;  ///< the first host that is lost: who and why

    /// A host is lost, and with it the run. The first one counts. Any thread.
    void lose_host(std::string why);
    /// Why the run can't go on; empty: it can.
    std::string lost_host();

    /// Tells everybody who still asks or acts that no barrier comes any more. Once the conductor is
    /// done.
    void end_calls();
};

/// The generation of a `pace` message that only says: look whether there is an interrupt, or a host
/// is lost.
inline constexpr std::uint64_t wake_to_look_up = 0;

conductor_actor spawn_conductor(caf::actor_system& system, std::shared_ptr<run_context> context);

}  // namespace muster
