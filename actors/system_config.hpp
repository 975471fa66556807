#pragma once

#include <caf/actor_system_config.hpp>
#include <caf/atom.hpp>

#include <algorithm>

namespace muster {

/// How every actor system of Muster is set up: work is shared, not stolen.
struct system_config : caf::actor_system_config {
    explicit system_config(unsigned workers) {
        set("scheduler.policy", caf::atom("sharing"));
        set("scheduler.max-threads", static_cast<std::size_t>(std::max(1U, workers)));
    }
};

}  // namespace muster
