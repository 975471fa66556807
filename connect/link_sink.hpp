#pragma once

#include <string>
#include <vector>

#include "connect/connection_plan.hpp"
#include "connect/json_encoder.hpp"
#include "connect/link_sender.hpp"
#include "history/sink.hpp"

namespace muster {

/// Sends every message that a device sends to a link, as JSON. Messages are encoded by the workers
/// as they are made; at a barrier they leave step by step, in order of (connection, instant,
/// device), so that what the link sees does not depend on workers or on how many steps a visit has.
/// Nothing that comes back changes the run's result: a link in virtual time costs nothing of the
/// digest.
class link_sink final : public sink {
public:
    /// The link has to outlive the object; the world is only read here.
    link_sink(const world& w, connection_plan plan, link& to, link_options options);

    void consume(std::uint32_t shard, const reading_batch& batch) override;
    void consume_late(std::uint32_t shard, const reading_batch& batch) override;
    bool wants_late() const override { return true; }
    void at_barrier(sim_time now) override;
    /// Waits `link_options::drain` of virtual time for answers.
    const char* finish() override;

    const connection_plan& plan() const { return plan_; }
    link_counts counts() const { return sender_.counts(); }
    summary latency() const { return sender_.latency(); }

private:
    struct head {
        sim_time at;
        std::uint64_t device;
        connection_id connection;
        std::uint32_t length;
    };
    /// What a shard has encoded. A cache line of its own: workers fill neighbours at once.
    struct alignas(64) outbox {
        std::string text;
        std::vector<head> heads;
        std::size_t next = 0;    ///< of `heads`
        std::size_t offset = 0;  ///< of the next one's text
        bool late = false;       ///< some of them left buffers
    };
    struct entry {
        sim_time at;
        std::uint64_t device;
        const char* text;
        connection_id connection;
        std::uint32_t length;
    };

    sim_time next_message() const;
    void gather(sim_time before);
    void send_step(sim_time end);

    json_encoder encoder_;
    connection_plan plan_;
    link_sender sender_;
    duration step_, drain_;
    std::vector<outbox> outboxes_;  ///< by shard
    std::vector<entry> entries_;    ///< of one step
    sim_time done_{};               ///< everything before it has left
};

}  // namespace muster
