#include <algorithm>

#include "tests/sim/recorded_run.hpp"

namespace muster::sim {

namespace {

/// The slow, obvious way to know whether a device belongs to a population.
bool belongs(const population& wanted, const shard_columns& columns, const device_row& row,
             slot s) {
    if (wanted.fleet != none && columns.cohort_of(s).fleet->native != wanted.fleet) return false;
    if (wanted.listed)
        return std::any_of(wanted.listed->begin(), wanted.listed->end(),
                           [&](std::uint64_t key) { return key == columns.keys[s]; });
    return !wanted.who || wanted.who.holds(row);
}

void check_population(const testing::shard_view& in, const world& w, std::uint32_t p, sim_time now,
                      complaints& out) {
    std::vector<std::int64_t> by_state(device_states_count);
    std::vector<slot> members;
    device_row row(w, in.columns, in.state);
    for (slot s = 0; s < in.columns.size(); ++s) {
        if (!in.columns.present(s)) continue;
        row.aim(s, now);
        if (!belongs(w.populations[p], in.columns, row, s)) continue;
        ++by_state[static_cast<std::size_t>(state_of(in.columns.flags[s]))];
        members.push_back(s);
    }
    const auto where =
        " of " + w.populations[p].name + " in a shard at " + std::to_string(now.count());
    demand(out, in.populations.members(p, now) == slot_set::of(members), "the membership" + where);
    for (std::size_t state = 0; state < device_states_count; ++state)
        demand_equal(out, "the count" + where,
                     in.counters[counter_layout::of(p, static_cast<device_state>(state))],
                     by_state[state]);
}

}  // namespace

void check_memberships(const testing::fleet_lab& lab, sim_time now, complaints& out) {
    const auto& w = lab.the_world();
    for (std::uint32_t p = 0; p < w.populations.size(); ++p)
        for (std::uint32_t i = 0; i < lab.shards(); ++i)
            if (!w.populations[p].is_volatile) check_population(lab.shard(i), w, p, now, out);
}

}  // namespace muster::sim
