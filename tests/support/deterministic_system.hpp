#pragma once

#include <caf/actor_cast.hpp>
#include <caf/actor_system.hpp>
#include <caf/actor_system_config.hpp>
#include <caf/expected.hpp>
#include <caf/scheduler/test_coordinator.hpp>
#include <caf/scoped_actor.hpp>
#include <caf/scoped_execution_unit.hpp>

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <stdexcept>

#include "actors/fleet_run.hpp"

namespace muster::testing {

/// An actor system on CAF's testing scheduler: nothing runs but in `settle`, on the calling thread,
/// in the order of sending; time stands still until a test moves it. A fixture for Boost.Test, or a
/// member of one. Whatever actors a test made have to be gone, or told to go, when it is destroyed.
class deterministic_system {
    struct testing_config : caf::actor_system_config {
        testing_config() { set("scheduler.policy", caf::atom("testing")); }
    };
    testing_config config_;

public:
    deterministic_system() : first_running_(system.registry().running()) {}
    ~deterministic_system() {
        settle();
        if (actors_left() == 0) return;
        std::cerr << actors_left()
                  << " actors never ended; the actor system would wait for them for ever\n";
        std::abort();
    }

    deterministic_system(const deterministic_system&) = delete;
    deterministic_system& operator=(const deterministic_system&) = delete;

    caf::actor_system system{config_};
    caf::scheduler::test_coordinator& sched =
        dynamic_cast<caf::scheduler::test_coordinator&>(system.scheduler());
    caf::scoped_actor self{system};            ///< the test, as an actor
    caf::scoped_execution_unit host{&system};  ///< what a worker's thread is to a shard

    /// Handles all mail until there is none. Time does not move.
    std::size_t settle() { return sched.run(); }

    /// Moves time to the next timer and handles what follows; false where there is none.
    bool next_timer() {
        if (!sched.trigger_timeout()) return false;
        settle();
        return true;
    }
    /// Moves time on; what is due on the way is handled at its end.
    void advance(std::chrono::nanoseconds by) {
        sched.advance_time(by);
        settle();
    }
    /// The clock that tests give to a run as its wall clock.
    double wall_seconds() {
        return std::chrono::duration<double>(sched.clock().now().time_since_epoch()).count();
    }

    /// Actors made since the start that still live; devices are not counted, their shards own them.
    std::size_t actors_left() { return system.registry().running() - first_running_; }

    /// Asks an actor and waits for its answer by settling. An error where the actor gave one or
    /// none came.
    template <class T, class Handle, class... Ts>
    caf::expected<T> ask(const Handle& whom, Ts&&... what) {
        auto pending = self->request(whom, caf::infinite, std::forward<Ts>(what)...);
        settle();
        return answer_to<T>(pending);
    }

    /// The answer to a request that was made before, which has to be here by now.
    template <class T, class Pending>
    caf::expected<T> answer_to(Pending& pending) {
        if (!self->has_next_message()) throw std::runtime_error("nobody answered");
        caf::expected<T> answer{caf::sec::none};
        pending.receive([&](T& x) { answer = std::move(x); },
                        [&](caf::error& e) { answer = std::move(e); });
        return answer;
    }

    /// Starts a run and drives it to its end, moving time where the run waits for it.
    run_outcome run_to_end(fleet_run& run) {
        std::optional<run_outcome> outcome;
        run.start([&](run_outcome o) { outcome = std::move(o); });
        settle();
        while (!outcome && next_timer()) {
        }
        if (!outcome) throw std::runtime_error("the run neither ended nor waits for anything");
        return std::move(*outcome);
    }

private:
    std::size_t first_running_;
};

}  // namespace muster::testing
