#pragma once

#include <functional>
#include <queue>
#include <string>
#include <vector>

#include "connect/limits.hpp"
#include "connect/link.hpp"
#include "connect/link_counts.hpp"
#include "connect/reconnect.hpp"
#include "connect/waiting_room.hpp"
#include "fleet/sketch.hpp"

namespace muster {

/// What is done with a message that can't leave in time.
enum class late_policy : std::uint8_t {
    send,   ///< it leaves late
    skip,   ///< it does not leave
    abort,  ///< nothing leaves any more, and the run has failed
};

struct link_options {
    late_policy late = late_policy::send;
    duration late_after = link_limits::late_after;
    reconnect_policy reconnect;
    std::size_t waiting_messages = link_limits::waiting_messages;
    std::size_t waiting_bytes = link_limits::waiting_bytes;
    duration drain = link_limits::drain;
    std::uint64_t seed = 1;
    /// The virtual instant that the wall clock has reached, at a set pace: a message leaves no
    /// sooner. Empty: no message waits for the wall clock.
    std::function<sim_time()> clock;
    /// What came back, in order. Called by the conductor; may only post. Views are valid during the
    /// call.
    std::function<void(const std::vector<link_input>&)> on_inputs;
    /// Called once, by the conductor, with the reason, when `late_policy::abort` ends the sending.
    std::function<void(const std::string&)> on_abort;
};

/// Brings messages to a link step by step: opens connections as they are needed, keeps the order
/// within each, lets wait what the link does not take, and accounts for everything that comes back.
/// Used by one thread at a time.
class link_sender {
public:
    /// The link has to outlive the object.
    link_sender(link& to, std::uint32_t connections, duration step, link_options options);

    /// Says that a message of this connection comes soon: with a connection for each device its
    /// state is nowhere near the processor.
    void expect(connection_id id) const { __builtin_prefetch(&connections_[id], 1); }
    /// A message of the step that ends at `step_end`; only connection, device, intended instant and
    /// payload are read. Those of one connection come in their order.
    void take(const outgoing& message, sim_time step_end);
    /// All messages of the step were taken: hears what came back before its end and acts on it.
    void end_step(sim_time step_end);

    /// Nothing waits, so nothing is sent before the next message is taken.
    bool idle() const { return room_.size() == 0; }
    /// Nothing waits and every answer is in.
    bool settled() const { return idle() && counts_.in_flight == 0; }
    link_counts counts() const;
    /// Seconds from the intended instant to the acknowledgement.
    summary latency() const { return latency_.summarize(); }
    /// Why the sending was aborted; empty: it was not.
    const std::string& failure() const { return failure_; }

private:
    /// Half a cache line, so that none lies across two.
    struct alignas(32) connection {
        enum class phase : std::uint8_t { closed, connecting, pausing, open };
        waiting_list waiting;
        std::uint64_t numbered = 0;
        sim_time last_sent{};
        std::uint32_t refusals = 0;  ///< of connects in a row
        phase is = phase::closed;
    };
    using retry = std::pair<sim_time, connection_id>;

    bool dispatch(connection& c, outgoing& m, sim_time earliest);
    bool in_time(const outgoing& m);
    bool full(std::size_t more_bytes) const;
    void drop_oldest();
    void open(connection_id id, sim_time at);
    void pause(connection_id id, sim_time at, std::uint32_t attempt);
    void start_retries(sim_time before);
    void exchange(sim_time now);
    void react(const link_event& e);
    void resolve(std::uint64_t& as);
    void drain(connection& c, sim_time at);
    void on_connect_refused(const link_event& e);
    void on_cut(const link_event& e);
    void shed(sim_time now);
    void abort(duration lag);
    void report();

    link& link_;
    duration step_;
    link_options options_;
    std::vector<connection> connections_;
    waiting_room room_;
    std::priority_queue<retry, std::vector<retry>, std::greater<>> retries_;
    std::vector<link_event> events_;
    std::vector<link_input> inputs_;
    std::uint64_t inputs_made_ = 0;
    step_index input_step_ = 0;
    bool stuck_ = false;  ///< the room was full and answers made no place in it
    link_counts counts_;
    accumulator latency_;
    std::string failure_;
};

}  // namespace muster
