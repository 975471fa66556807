#include <algorithm>
#include <iterator>

#include "tests/sim/recorded_run.hpp"

namespace muster::sim {

namespace {

/// One device as its events tell it.
struct life {
    bool online = true, crashed = false, quarantined = false;
    bool started_online = true;
    sim_time last{};
    std::vector<std::pair<sim_time, bool>> turns;       ///< to online or offline
    std::vector<std::pair<sim_time, sim_time>> failed;  ///< from crash to restart
};

using lives = std::map<std::string, life>;

void replay(const event& e, life& d, complaints& out) {
    const auto wrong = [&](const std::string& what) {
        out.push_back(e.subject + ' ' + what + " at " + std::to_string(e.at.count()) + " us");
    };
    if (e.at < d.last) wrong(std::string(to_text(e.kind)) + " runs backwards");
    d.last = e.at;
    switch (e.kind) {
        case event_kind::message_sent:
            if (!d.online) wrong("sends while it is offline");
            break;
        case event_kind::device_online:
        case event_kind::device_offline: {
            const bool now = e.kind == event_kind::device_online;
            if (d.online == now) wrong("goes where it is: " + std::string(to_text(e.kind)));
            d.online = now;
            d.turns.emplace_back(e.at, now);
            break;
        }
        case event_kind::device_asleep:
        case event_kind::device_empty:
            if (!d.online && e.kind == event_kind::device_asleep) wrong("falls asleep twice");
            if (d.online) d.turns.emplace_back(e.at, false);
            d.online = false;
            break;
        case event_kind::device_crashed:
            if (d.crashed || d.quarantined) wrong("crashes although it does not run");
            d.crashed = true;
            d.failed.emplace_back(e.at, never);
            break;
        case event_kind::device_restarted:
            if (!d.crashed) wrong("restarts although it runs");
            d.crashed = false;
            if (!d.failed.empty()) d.failed.back().second = e.at;
            break;
        case event_kind::device_quarantined:
            if (!d.crashed) wrong("is quarantined although it runs");
            d.crashed = false;
            d.quarantined = true;
            break;
        default:
            break;
    }
}

/// Whether the device was online (or offline) at an instant; both at the instant of a change.
bool was(const life& d, sim_time at, bool online) {
    const auto next = std::upper_bound(d.turns.begin(), d.turns.end(), at,
                                       [](sim_time t, const auto& turn) { return t < turn.first; });
    bool state = next == d.turns.begin() ? d.started_online : std::prev(next)->second;
    if (state == online) return true;
    return next != d.turns.begin() && std::prev(next)->first == at;
}

bool loses_on_the_way(const world& w) {
    return std::any_of(w.source().faults.begin(), w.source().faults.end(),
                       [](const auto& f) { return f.kind == fault_kind::lossy; }) ||
           std::any_of(w.fleets.begin(), w.fleets.end(),
                       [](const auto& f) { return f.connectivity.loss > share{0}; });
}

void check_ends(const recorded_run& r, const lives& all, complaints& out) {
    for (std::uint32_t i = 0; i < r.lab->shards(); ++i) {
        const auto in = r.lab->shard(i);
        for (slot s = 0; s < in.columns.size(); ++s) {
            if (in.state.of(hold::elsewhere).contains(s)) continue;
            const auto& d = all.at(in.columns.id_of(s));
            const auto id = in.columns.id_of(s);
            const auto end = state_of(in.columns.flags[s]);
            demand(out, d.online == (end == device_state::online),
                   id + " ended online or not, but its events say otherwise");
            demand(out, d.crashed == (end == device_state::crashed),
                   id + " ended crashed or not, but its events say otherwise");
            demand(out, d.quarantined == (end == device_state::quarantined),
                   id + " ended in quarantine or not, but its events say otherwise");
            const auto durable = in.state.lifecycle_of(s);
            demand(out,
                   d.crashed == (durable == lifecycle::crashed) &&
                       d.quarantined == (durable == lifecycle::quarantined),
                   id + " has another durable lifecycle than its events say");
        }
    }
}

/// Not a job's or group's, and not an alert of a cluster.
bool is_of_a_device(const recorded_run& r, const event& e) {
    if (e.kind == event_kind::job_changed || e.kind == event_kind::job_progress ||
        e.kind == event_kind::group_joined || e.kind == event_kind::group_left)
        return false;
    const auto& rules = r.the_world().source().rules;
    return std::none_of(rules.begin(), rules.end(), [&](const auto& rule) {
        return !rule.per.empty() && rule.name == e.detail &&
               (e.kind == event_kind::alert_opened || e.kind == event_kind::alert_closed);
    });
}

}  // namespace

void check_lives(const recorded_run& r, complaints& out) {
    lives all;
    for (const auto& [id, state] : r.at_start)
        all[id].online = all[id].started_online = state == device_state::online;
    std::uint64_t sequence = 0;
    for (const auto& e : r.lab->events) {
        demand_equal(out, "the sequence of an event", e.sequence, sequence);
        ++sequence;
        if (is_of_a_device(r, e)) replay(e, all[e.subject], out);
    }
    demand_equal(out, "devices in events", all.size(), r.at_start.size());
    const bool may_lose = loses_on_the_way(r.the_world());
    for (const auto& x : r.lab->readings) {
        const auto& id = r.ids.at(x.key);
        const auto& d = all.at(id);
        demand(
            out, was(d, x.at, true) || !x.sent,
            id + " sent a reading while it was not connected at " + std::to_string(x.at.count()));
        demand(out, x.sent || may_lose || was(d, x.at, false),
               id + " lost a reading while it was connected at " + std::to_string(x.at.count()));
        for (const auto& [from, to] : d.failed)
            demand(out, x.at <= from || x.at >= to,
                   id + " generates a reading after its crash, at " + std::to_string(x.at.count()));
    }
    if (out.empty()) check_ends(r, all, out);
}

}  // namespace muster::sim
