#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "fleet/time.hpp"

namespace muster {

/// Number of a connection, from 0; `connection_plan` says whose it is.
using connection_id = std::uint32_t;

/// One message on its way out.
struct outgoing {
    connection_id connection = 0;
    std::uint64_t device = 0;  ///< key of the device
    std::uint64_t number = 0;  ///< within the connection, from 1, ascending; gaps were skipped
    sim_time intended{};       ///< when the device made it; latency counts from here
    sim_time sent{};           ///< when it leaves; never before `intended` or an earlier message
    std::string_view payload;  ///< valid during the call only
};

enum class link_event_kind : std::uint8_t {
    connected,
    connect_refused,
    acknowledged,
    refused,   ///< the peer has it and won't take it
    lost,      ///< nobody knows whether the peer has it
    cut,       ///< the connection is no more; what was in flight on it was reported lost before
    downlink,  ///< something came from the peer
};

/// What came back. `device`, `number` and `intended` are those of the message it speaks of.
struct link_event {
    link_event_kind kind = link_event_kind::connected;
    connection_id connection = 0;
    std::uint64_t device = 0;
    std::uint64_t number = 0;
    sim_time at{};
    sim_time intended{};
    std::string_view payload;  ///< of a downlink; valid until the next `poll`
};

/// A link event as an input of the run: it enters at the begin of `step`, in the order of
/// `sequence`.
struct link_input {
    step_index step = 0;
    std::uint64_t sequence = 0;
    link_event what;
};

/// A way to a network: connections that carry messages out, in order, and bring answers back. For
/// every message that it takes exactly one of acknowledged, refused and lost is reported, and for
/// every `connect` exactly one of connected and connect_refused. Called by the conductor only,
/// while no shard runs; no call waits for the network.
class link {
public:
    virtual ~link() = default;

    /// Asks for a connection that is not open. `at` is when, in virtual time.
    virtual void connect(connection_id connection, sim_time at) = 0;
    /// Takes a message; false, and nothing is taken, where the connection is not open or as many
    /// messages are in flight on it as it may have.
    virtual bool submit(const outgoing& message) = 0;
    /// Adds what happened before `now` to `out`: in order of `at`, at least within each connection.
    /// `now` never goes back.
    virtual void poll(sim_time now, std::vector<link_event>& out) = 0;
};

}  // namespace muster
