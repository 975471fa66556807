#pragma once

#include <future>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "actors/fleet_api.hpp"
#include "connect/link_sender.hpp"
#include "report/digest.hpp"
#include "report/result_json.hpp"

namespace muster::testing {

using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

/// A link that watches another from outside and writes down every breach of what a link promises
/// and asks for.
class watched_link final : public link {
public:
    watched_link(link& inner, std::uint32_t window) : inner_(inner), window_(window) {}

    void connect(connection_id connection, sim_time at) override {
        if (!connecting_.insert(connection).second || open_.contains(connection))
            breach("connects twice", connection);
        inner_.connect(connection, at);
    }

    bool submit(const outgoing& m) override {
        if (!inner_.submit(m)) return false;
        auto& line = lines_[m.connection];
        if (!open_.contains(m.connection)) breach("sends on a closed connection", m.connection);
        if (m.number <= line.last_number) breach("changes the order", m.connection);
        if (m.sent < m.intended || m.sent < line.last_sent) breach("leaves early", m.connection);
        line.last_number = m.number;
        line.last_sent = m.sent;
        line.in_flight.insert(m.number);
        if (line.in_flight.size() > window_) breach("has more in flight than it may", m.connection);
        sent.push_back(m);
        sent.back().payload = {};
        payloads.emplace_back(m.payload);
        return true;
    }

    void poll(sim_time now, std::vector<link_event>& out) override {
        const auto before = out.size();
        inner_.poll(now, out);
        for (auto i = before; i < out.size(); ++i) {
            if (out[i].at >= now) breach("hears of the future", out[i].connection);
            hear(out[i]);
        }
    }

    std::uint64_t in_flight() const {
        std::uint64_t all = 0;
        for (const auto& [id, line] : lines_)
            all += line.in_flight.size();
        return all;
    }

    std::vector<outgoing> sent;  ///< without payloads
    std::vector<std::string> payloads;
    std::vector<std::string> breaches;

private:
    struct line_state {
        std::uint64_t last_number = 0, last_acknowledged = 0;
        sim_time last_sent{};
        std::set<std::uint64_t> in_flight;
    };

    void hear(const link_event& e) {
        using kind = link_event_kind;
        auto& line = lines_[e.connection];
        switch (e.kind) {
            case kind::connected:
                open_.insert(e.connection);
                [[fallthrough]];
            case kind::connect_refused:
                if (connecting_.erase(e.connection) == 0) breach("was not asked", e.connection);
                return;
            case kind::cut:
                if (!line.in_flight.empty()) breach("forgets what was in flight", e.connection);
                open_.erase(e.connection);
                return;
            case kind::downlink:
                return;
            case kind::acknowledged:
                if (e.number <= line.last_acknowledged) breach("answers in disorder", e.connection);
                line.last_acknowledged = e.number;
                break;
            default:
                break;
        }
        if (line.in_flight.erase(e.number) == 0) breach("answers twice", e.connection);
    }

    void breach(const std::string& what, connection_id c) {
        breaches.push_back(what + ": connection " + std::to_string(c));
    }

    link& inner_;
    std::size_t window_;
    std::set<connection_id> connecting_, open_;
    std::map<connection_id, line_state> lines_;
};

/// A sender whose time moves in steps of a second, and the messages that are given to it.
struct sender_lab {
    explicit sender_lab(link& to, link_options o = {}, std::uint32_t connections = 4)
        : sender(to, connections, seconds(1), std::move(o)) {}

    void give(connection_id c, sim_time at, std::string_view payload = "{}") {
        sender.take({c, 100 + c, 0, at, at, payload}, now + seconds(1));
    }
    void end_step() { sender.end_step(now += seconds(1)); }
    void run_until(sim_time end) {
        while (now < end)
            end_step();
    }
    link_counts counts() const { return sender.counts(); }

    link_sender sender;
    sim_time now{};
};

inline double steady_seconds() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

/// Runs a scenario to its end.
inline run_outcome run_to_the_end(const scenario& s, run_options how) {
    std::promise<run_outcome> ended;
    how.wall_seconds = steady_seconds;
    const auto fleet = fleet_api::open(s, std::move(how));
    fleet->start([&ended](run_outcome o) { ended.set_value(std::move(o)); });
    return ended.get_future().get();
}

inline std::string digest_of(const scenario& s, const run_outcome& o) {
    return report::digest(report::result_json(s, o.result));
}

}  // namespace muster::testing
