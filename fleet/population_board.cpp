#include "fleet/population_board.hpp"

#include <algorithm>

namespace muster {

population_board::population_board(const world& w, const shard_columns& columns,
                                   const shard_state& state, counter_row& counters)
    : world_(w), columns_(columns), row_(w, columns, state) {
    for (std::uint32_t p = 0; p < w.populations.size(); ++p) {
        const bool conditional = w.populations[p].selects();
        auto& bits = member_.emplace_back(conditional && kept(p) ? columns.size() : 0);
        if (!kept(p)) continue;
        for (std::uint32_t c = 0; c < columns.cohorts.size(); ++c) {
            const auto& cohort = columns.cohorts[c];
            for (slot s = cohort.first; s < cohort.first + cohort.size(); ++s) {
                if (!holds(p, c, s, {})) continue;
                if (conditional) bits.set(s);
                if (columns.present(s))
                    ++counters[counter_layout::of(p, state_of(columns.flags[s]))];
            }
        }
    }
}

bool population_board::holds(std::uint32_t population, std::uint32_t cohort, slot device,
                             sim_time now) const {
    const auto& p = world_.populations[population];
    if (p.fleet != none && columns_.cohorts[cohort].fleet->native != p.fleet) return false;
    if (p.listed)
        return std::binary_search(p.listed->begin(), p.listed->end(), columns_.keys[device]);
    if (!p.who) return true;
    row_.aim(cohort, device, now);
    return p.who.holds(row_);
}

bool population_board::contains(std::uint32_t population, std::uint32_t cohort, slot device) const {
    const auto& p = world_.populations[population];
    if (p.fleet != none && columns_.cohorts[cohort].fleet->native != p.fleet) return false;
    return !p.selects() || member_[population].test(device);
}

void population_board::move(slot device, device_state from, device_state to,
                            counter_row& counters) const {
    const auto cohort = columns_.cohort_index(device);
    for (std::uint32_t p = 0; p < world_.populations.size(); ++p) {
        if (!kept(p) || !contains(p, cohort, device)) continue;
        --counters[counter_layout::of(p, from)];
        ++counters[counter_layout::of(p, to)];
    }
}

void population_board::arrived(slot device, counter_row& counters) const {
    const auto cohort = columns_.cohort_index(device);
    const auto state = state_of(columns_.flags[device]);
    for (std::uint32_t p = 0; p < world_.populations.size(); ++p)
        if (kept(p) && contains(p, cohort, device)) ++counters[counter_layout::of(p, state)];
}

void population_board::departed(slot device, counter_row& counters) const {
    const auto cohort = columns_.cohort_index(device);
    const auto state = state_of(columns_.flags[device]);
    for (std::uint32_t p = 0; p < world_.populations.size(); ++p)
        if (kept(p) && contains(p, cohort, device)) --counters[counter_layout::of(p, state)];
}

void population_board::property_changed(slot device, sim_time now, counter_row& counters) {
    const auto cohort = columns_.cohort_index(device);
    const auto state = state_of(columns_.flags[device]);
    for (std::uint32_t p = 0; p < world_.populations.size(); ++p) {
        if (!kept(p) || !world_.populations[p].follows_properties) continue;
        const bool was = member_[p].test(device);
        const bool is = holds(p, cohort, device, now);
        if (was == is) continue;
        is ? member_[p].set(device) : member_[p].reset(device);
        if (columns_.present(device)) counters[counter_layout::of(p, state)] += is ? 1 : -1;
    }
}

slot_set population_board::members(std::uint32_t population, sim_time now) const {
    std::vector<slot> found;
    for (std::uint32_t c = 0; c < columns_.cohorts.size(); ++c) {
        const auto& cohort = columns_.cohorts[c];
        for (slot s = cohort.first; s < cohort.first + cohort.size(); ++s) {
            if (!columns_.present(s)) continue;
            if (kept(population) ? contains(population, c, s) : holds(population, c, s, now))
                found.push_back(s);
        }
    }
    return slot_set::of(found);
}

std::vector<std::uint64_t> population_board::scan(std::uint32_t population, sim_time now) const {
    std::vector<std::uint64_t> by_state(device_states_count);
    for (const auto s : members(population, now).members())
        ++by_state[static_cast<std::size_t>(state_of(columns_.flags[s]))];
    return by_state;
}

}  // namespace muster
