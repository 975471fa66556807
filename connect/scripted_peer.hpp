#pragma once

#include <string>

#include "connect/limits.hpp"
#include "connect/link.hpp"
#include "fleet/share.hpp"

namespace muster {

/// What the peer does from an instant on.
struct script_entry {
    enum class act : std::uint8_t {
        accept,
        refuse,  ///< connects and messages
        delay,   ///< answers take `delay` longer
        cut,     ///< at `from` open connections break; until the end connects are refused
        lose,    ///< messages get no answer
        tell,    ///< at `from` open connections are sent `text`
    };
    sim_time from{};
    duration lasts{};
    act what = act::accept;
    duration delay{};
    share part =
        all_of_it;  ///< of connections for cut and tell; of connects and messages otherwise
    std::string text;
};

struct peer_script {
    /// The last entry that covers an instant holds; where none does, everything is accepted.
    std::vector<script_entry> entries;
    duration answers_after{};  ///< of every connect and message
    duration lost_after =
        std::chrono::seconds(10);  ///< when a message without an answer is given up
    std::uint32_t window = link_limits::window;
    std::uint64_t seed = 1;
};

/// A peer in this process that keeps to a script in virtual time: the same calls give the same
/// events. Answers to messages come in their order within each connection. Not thread-safe.
class scripted_peer final : public link {
public:
    explicit scripted_peer(peer_script script);

    void connect(connection_id connection, sim_time at) override;
    bool submit(const outgoing& m) override;
    void poll(sim_time now, std::vector<link_event>& out) override;

private:
    struct line_state {
        bool open = false;
        std::uint32_t in_flight = 0;
        std::uint32_t connects = 0;
        sim_time last_answer{};
    };
    enum class draw_for : std::uint64_t { message, connect, line };

    /// The entry that holds at an instant, if it hits.
    const script_entry* hit(sim_time at, connection_id c, draw_for what,
                            std::uint64_t number) const;
    bool hits(std::size_t entry, connection_id c, draw_for what, std::uint64_t number) const;
    line_state& line_of(connection_id c);
    void answer(const link_event& e);
    void release(sim_time before, std::vector<link_event>& out);
    void begin_entry(std::size_t entry);
    void cut(std::size_t entry);
    void tell(std::size_t entry);

    peer_script script_;
    std::vector<std::size_t> starts_;  ///< cuts and tells by their begin
    std::size_t next_start_ = 0;
    std::vector<line_state> lines_;
    std::vector<link_event> answers_;  ///< a heap, the first to come in front
};

}  // namespace muster
