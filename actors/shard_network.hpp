#pragma once

#include <memory>
#include <unordered_map>
#include <vector>

#include "fleet/agenda.hpp"
#include "fleet/device_link.hpp"
#include "fleet/mail.hpp"
#include "fleet/message_buffer.hpp"
#include "fleet/reading_batch.hpp"
#include "fleet/shard_columns.hpp"
#include "fleet/sketch.hpp"

namespace muster {

class shard;

/// The NETWORK of a shard's devices: how their messages travel, how they come back, and what they
/// keep while they are away. A part of its shard, which has it only in runs with any of this; works
/// within the shard's turns and touches the device's own slot only.
class shard_network {
public:
    static bool needed(const world& w);
    /// The shard's devices stand ready, and those that begin with an outage are down.
    explicit shard_network(shard& owner);

    // -- connections
    /// The flags that the device has when these take the place of those it has: what keeps it away
    /// begins or ends at `at`, and who is free to connect has to do so first.
    device_flags follow(slot place, device_flags to, sim_time at);
    /// It has power and is not up yet.
    bool boots(slot place, sim_time at) const {
        return !links_.empty() && at < links_[place].up_at;
    }
    /// Loses power and has it again at once.
    void reboot(slot place, sim_time at);
    /// An attempt to connect.
    void connect(const turn& t);
    void deliver(const connect_answer_mail& m);

    // -- messages
    message_course course_of(const compiled_fleet& fleet, slot place, std::uint32_t message,
                             std::uint32_t tick) const;
    /// What counts of a message that arrives, besides that it was sent.
    void arrived(const message_course& course);
    /// A message that was made while the device is away goes into its buffer. False where it has
    /// none. Its values are the last ones.
    bool keep(const turn& t, std::uint32_t tick);
    /// The device is gone from this place: what it kept is lost.
    void forget(slot place);
    void connection_changed(slot place, bool connected, sim_time at);
    /// Sends the oldest message of a buffer.
    void send_late(const turn& t);
    /// Of all messages that arrived, seconds as drawn.
    const accumulator& latency() const { return latency_; }

    /// What buffers hold, and what was measured of messages on their way, is forgotten.
    void begin_counting();

    /// Tells the service who asked, and the sinks what left late.
    void end_step();

private:
    struct kept_messages {
        message_buffer buffer;
        sim_time next = never;  ///< when the oldest leaves
    };

    void plan_attempt(slot place, sim_time at, bool first);
    void let_in(slot place, sim_time at);
    bool make_room(const compiled_fleet& fleet, slot place, message_buffer& b, sim_time at);
    sim_time oldest_instant(const compiled_fleet& fleet, slot place, const message_buffer& b) const;
    std::size_t kept_values(const compiled_fleet& fleet, const message_buffer::entry& e) const;
    bool full(const compiled_fleet& fleet, slot place, const message_buffer& b, sim_time at) const;
    void lose_oldest(const compiled_fleet& fleet, message_buffer& b);
    void lose_expired(const compiled_fleet& fleet, slot place, message_buffer& b, sim_time at);
    void write_late(std::uint32_t cohort_index, slot place, const message_buffer::entry& e,
                    std::span<const double> kept, sim_time sent_at, const message_course& course);
    void flush_late();

    shard& s_;
    std::vector<link_policy> policies_;             ///< by cohort
    std::vector<device_link> links_;                ///< by slot; empty where nobody needs one
    std::vector<connect_ask> asks_;                 ///< of this step
    std::unordered_map<slot, kept_messages> kept_;  ///< looked up, never iterated
    std::vector<double> values_;                    ///< of the message that is being kept
    std::unique_ptr<reading_batch> late_;           ///< null where no sink wants it
    accumulator latency_;
};

}  // namespace muster
