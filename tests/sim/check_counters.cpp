#include <algorithm>
#include <set>

#include "tests/sim/recorded_run.hpp"

namespace muster::sim {

namespace {

struct tally {
    std::uint64_t events = 0;
    std::set<std::string> subjects;
};

/// Events by kind and detail; of kinds whose detail names no thing, all under one name.
std::map<std::pair<event_kind, std::string>, tally> count_events(const recorded_run& r) {
    std::map<std::pair<event_kind, std::string>, tally> all;
    for (const auto& e : r.lab->events) {
        const bool of_thing =
            e.kind == event_kind::alert_opened || e.kind == event_kind::alert_closed ||
            e.kind == event_kind::fault_begun || e.kind == event_kind::fault_ended;
        auto& t = all[{e.kind, of_thing ? e.detail : ""}];
        ++t.events;
        t.subjects.insert(e.subject);
    }
    return all;
}

void check_rules(const recorded_run& r, std::map<std::pair<event_kind, std::string>, tally>& events,
                 complaints& out) {
    for (const auto& [name, rule] : r.result().rules) {
        const auto& opened = events[{event_kind::alert_opened, name}];
        const auto& closed = events[{event_kind::alert_closed, name}];
        demand_equal(out, name + ": fired", rule.fired, opened.events);
        demand_equal(out, name + ": closed", rule.closed, closed.events);
        demand_equal(out, name + ": open", rule.open, opened.events - closed.events);
        demand_equal(out, name + ": devices", rule.devices, opened.subjects.size());
    }
}

/// Devices of a fault that is over for them and that are connected, or well and asleep, found by
/// looking at each.
std::uint64_t recovered(const recorded_run& r, std::uint32_t fault) {
    std::uint64_t found = 0;
    for (std::uint32_t i = 0; i < r.lab->shards(); ++i) {
        const auto in = r.lab->shard(i);
        for (slot s = 0; s < in.columns.size(); ++s)
            found += in.faults.affected(fault, s) && !in.faults.active(fault, s) &&
                             (state_of(in.columns.flags[s]) == device_state::online ||
                              state_of(in.columns.flags[s]) == device_state::asleep)
                         ? 1
                         : 0;
    }
    return found;
}

void check_faults(const recorded_run& r,
                  std::map<std::pair<event_kind, std::string>, tally>& events, complaints& out) {
    const auto& faults = r.the_world().source().faults;
    for (std::uint32_t f = 0; f < faults.size(); ++f) {
        const auto& name = faults[f].name;
        const auto& found = r.result().faults.at(name);
        const auto& begun = events[{event_kind::fault_begun, name}];
        demand_equal(out, name + ": devices", found.devices, begun.subjects.size());
        demand_equal(out, name + ": active", found.active,
                     begun.events - events[{event_kind::fault_ended, name}].events);
        demand_equal(out, name + ": recovered", found.recovered, recovered(r, f));
    }
}

/// Who joined and left since the start makes the difference, and every event counts.
void check_moves(const recorded_run& r,
                 const std::map<std::pair<event_kind, std::string>, tally>& events,
                 complaints& out) {
    const auto& w = r.the_world();
    std::int64_t all[2] = {0, 0}, told[2] = {0, 0};
    for (std::uint32_t g = 0; g < w.source().groups.size(); ++g) {
        const auto& name = w.source().groups[g].name;
        std::int64_t joined = 0, left = 0, members = 0;
        for (std::uint32_t i = 0; i < r.lab->shards(); ++i) {
            const auto& counters = r.lab->shard(i).counters;
            const counter_layout layout(w);
            joined += counters[layout.of(g, group_count::joined)];
            left += counters[layout.of(g, group_count::left)];
            for (std::uint32_t s = 0; s < device_states_count; ++s)
                members += counters[counter_layout::of(w.first_group_population + g,
                                                       static_cast<device_state>(s))];
        }
        all[0] += joined, all[1] += left;
        demand_equal(out, "members of " + name, members, r.members_at_start[g] + joined - left);
    }
    for (const auto& e : r.lab->events) {
        if (e.kind == event_kind::group_joined) told[0] += static_cast<std::int64_t>(e.count);
        if (e.kind == event_kind::group_left) told[1] += static_cast<std::int64_t>(e.count);
    }
    const auto singly = [&](event_kind kind) {
        const auto found = events.find({kind, ""});
        return found == events.end() ? std::uint64_t{0} : found->second.events;
    };
    demand_equal(out, "joins told", told[0], all[0]);
    demand_equal(out, "leaves told", told[1], all[1]);
    demand_equal(out, "joins told singly", singly(event_kind::device_joined), all[0]);
    demand_equal(out, "leaves told singly", singly(event_kind::device_left), all[1]);
}

}  // namespace

void check_counters(const recorded_run& r, complaints& out) {
    auto events = count_events(r);
    const auto of = [&](event_kind kind) { return events[{kind, ""}].events; };
    demand_equal(out, "devices", r.result().devices.total + r.removed(), r.at_start.size());
    demand_equal(out, "failures", r.result().devices.failures, of(event_kind::device_crashed));
    demand_equal(out, "restarts", r.result().devices.restarts, of(event_kind::device_restarted));
    demand_equal(out, "quarantined", r.result().devices.quarantined + r.removed(flag_quarantined),
                 of(event_kind::device_quarantined));
    demand_equal(out, "crashed", r.result().devices.crashed + r.removed(flag_crashed),
                 of(event_kind::device_crashed) - of(event_kind::device_restarted) -
                     of(event_kind::device_quarantined));
    demand_equal(out, "commands succeeded", r.result().commands.succeeded,
                 of(event_kind::command_succeeded));
    demand_equal(out, "commands failed or refused",
                 r.result().commands.failed + r.result().service.commands_refused,
                 of(event_kind::command_failed));
    demand_equal(out, "commands timed out", r.result().commands.timed_out,
                 of(event_kind::command_timed_out));
    check_rules(r, events, out);
    check_faults(r, events, out);
    check_memberships(*r.lab, r.result().end, out);
    out.insert(out.end(), r.seen.begin(), r.seen.end());
    check_moves(r, events, out);
}

void check_journal(const recorded_run& r, complaints& out) {
    for (std::uint32_t i = 0; i < r.lab->shards(); ++i)
        demand(out, r.lab->folded(i) == r.lab->shard(i).state,
               "the folded journal of shard " + std::to_string(i) + " is not its state");
}

}  // namespace muster::sim
