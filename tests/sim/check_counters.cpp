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

void check_populations(const recorded_run& r, complaints& out) {
    const auto& w = r.the_world();
    for (std::uint32_t p = 0; p < w.populations.size(); ++p) {
        if (w.populations[p].is_volatile) continue;
        for (std::uint32_t i = 0; i < r.lab->shards(); ++i) {
            const auto in = r.lab->shard(i);
            std::vector<std::int64_t> by_state(device_states_count);
            device_row row(w, in.columns, in.state);
            for (slot s = 0; s < in.columns.size(); ++s) {
                if (!in.columns.present(s)) continue;
                row.aim(s, r.result().end);
                const auto& wanted = w.populations[p];
                if (wanted.fleet != none && in.columns.cohort_of(s).fleet->native != wanted.fleet)
                    continue;
                if (wanted.who && !wanted.who.holds(row)) continue;
                ++by_state[static_cast<std::size_t>(state_of(in.columns.flags[s]))];
            }
            for (std::size_t state = 0; state < device_states_count; ++state)
                demand_equal(out, "population " + w.populations[p].name + " in a shard",
                             in.counters[counter_layout::of(p, static_cast<device_state>(state))],
                             by_state[state]);
        }
    }
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
    check_populations(r, out);
}

void check_journal(const recorded_run& r, complaints& out) {
    for (std::uint32_t i = 0; i < r.lab->shards(); ++i)
        demand(out, r.lab->folded(i) == r.lab->shard(i).state,
               "the folded journal of shard " + std::to_string(i) + " is not its state");
}

}  // namespace muster::sim
