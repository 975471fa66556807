#pragma once

#include <stdexcept>
#include <vector>

#include "actors/command_probe.hpp"
#include "fleet/time.hpp"
#include "history/sink.hpp"

namespace muster {

/// What a shard hands out besides its state. Every collection is optional because it costs.
struct shard_options {
    std::vector<sink*> sinks;        ///< not owned; outlive the shard
    bool log_counters = false;       ///< continuous expectations need the counters of every step
    bool keep_events = false;        ///< somebody may subscribe
    bool message_events = false;     ///< to each message, too
    duration gather_connections{};   ///< as in `run_options`
    bool keep_changes = false;       ///< there is a journal
    command_probe* probe = nullptr;  ///< not owned; null in all runs but those of benches
};

/// Thrown in a device's turn: the device fails, and nothing else.
struct device_crash : std::runtime_error {
    using std::runtime_error::runtime_error;
};

}  // namespace muster
