#include "fleet/population_board.hpp"

#include <algorithm>

namespace muster {

namespace {

const slot_set* devices_of(const change& c) {
    const slot_set* devices = nullptr;
    std::visit(
        [&](const auto& what) {
            if constexpr (requires { what.devices; }) devices = &what.devices;
        },
        c.what);
    return devices;
}

}  // namespace

population_board::population_board(const world& w, const shard_columns& columns,
                                   const shard_state& state, counter_row& counters)
    : world_(w),
      columns_(columns),
      layout_(w),
      row_(w, columns, state),
      member_(columns.size(), w.readers.conditional.size()),
      number_(w.populations.size()) {
    for (std::uint32_t n = 0; n < w.readers.conditional.size(); ++n)
        number_[w.readers.conditional[n]] = n;
    for (std::uint32_t p = 0; p < w.populations.size(); ++p) {
        if (!kept(p)) continue;
        const bool conditional = w.populations[p].selects();
        for (std::uint32_t c = 0; c < columns.cohorts.size(); ++c) {
            const auto& cohort = columns.cohorts[c];
            for (slot s = cohort.first; s < cohort.first + cohort.size(); ++s) {
                if (!holds(p, c, s, {})) continue;
                if (conditional) member_.put(number_[p], s, true);
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

/// Calls `take` with every kept population that the device belongs to.
template <class Take>
void population_board::for_each_of(std::uint32_t cohort, slot device, const Take& take) const {
    const auto native = columns_.cohorts[cohort].fleet->native;
    for (const auto p : world_.readers.unconditional)
        if (const auto fleet = world_.populations[p].fleet; fleet == none || fleet == native)
            take(p);
    member_.for_each_set(device, [&](std::size_t n) { take(world_.readers.conditional[n]); });
}

void population_board::flags_changed(slot device, device_state from, device_state to,
                                     counter_row& counters) {
    const auto cohort = columns_.cohort_index(device);
    const auto& readers = world_.readers;
    for (const auto p : readers.flags)
        look(p, cohort, device, from, to, counters);
    if (from == to || !columns_.present(device)) return;
    for_each_of(cohort, device, [&](std::uint32_t p) {
        if (readers.follows_flags[p]) return;  // looked at above
        --counters[counter_layout::of(p, from)];
        ++counters[counter_layout::of(p, to)];
    });
}

void population_board::arrived(slot device, counter_row& counters) {
    const auto cohort = columns_.cohort_index(device);
    const auto state = state_of(columns_.flags[device]);
    snapshots_.clear();
    for (const auto p : world_.readers.flags)
        member_.put(number_[p], device, holds(p, cohort, device, {}));
    for_each_of(cohort, device, [&](std::uint32_t p) {
        ++counters[counter_layout::of(p, state)];
        count_move(p, device, true, counters);
    });
}

void population_board::departed(slot device, counter_row& counters) {
    const auto state = state_of(columns_.flags[device]);
    snapshots_.clear();
    for_each_of(columns_.cohort_index(device), device, [&](std::uint32_t p) {
        --counters[counter_layout::of(p, state)];
        count_move(p, device, false, counters);
    });
}

void population_board::look(std::uint32_t population, std::uint32_t cohort, slot device,
                            device_state from, device_state to, counter_row& counters) {
    const bool was = is_member(population, device);
    const bool is = holds(population, cohort, device, {});
    if (was != is) {
        member_.put(number_[population], device, is);
        snapshots_.erase(population);
    }
    if (!columns_.present(device)) return;
    if (was) --counters[counter_layout::of(population, from)];
    if (is) ++counters[counter_layout::of(population, to)];
    if (was != is) count_move(population, device, is, counters);
}

void population_board::look(const list& populations, slot device, counter_row& counters) {
    const auto cohort = columns_.cohort_index(device);
    const auto state = state_of(columns_.flags[device]);
    for (const auto p : populations)
        look(p, cohort, device, state, state, counters);
}

void population_board::begin(bool note_moves, counter_row& counters) {
    notes_moves_ = note_moves;
    moves_.clear();
    for (std::uint32_t g = 0; g < world_.source().groups.size(); ++g)
        counters[layout_.of(g, group_count::joined)] = counters[layout_.of(g, group_count::left)] =
            0;
}

void population_board::count_move(std::uint32_t population, slot device, bool joined,
                                  counter_row& counters) {
    const auto group = population - world_.first_group_population;
    if (population < world_.first_group_population || group >= world_.source().groups.size())
        return;
    ++counters[layout_.of(group, joined ? group_count::joined : group_count::left)];
    if (notes_moves_) moves_.push_back({group, device, joined});
}

const population_board::list& population_board::readers_of(const change& c) const {
    static const list nobody;
    const auto& all = world_.readers;
    const auto of = [&](const auto& what) -> const population_index::of_fleet& {
        return all.fleets[columns_.cohorts[what.cohort].fleet->index];
    };
    if (const auto* p = std::get_if<property_change>(&c.what))
        return of(*p).properties[p->property];
    if (const auto* d = std::get_if<desired_change>(&c.what)) return of(*d).desired[d->property];
    if (const auto* a = std::get_if<acknowledged_change>(&c.what))
        return of(*a).acknowledged[a->property];
    if (const auto* leg = std::get_if<leg_change>(&c.what)) return all.jobs[leg->job];
    if (const auto* leg = std::get_if<leg_open_change>(&c.what)) return all.jobs[leg->job];
    if (const auto* leg = std::get_if<leg_join_change>(&c.what)) return all.jobs[leg->job];
    if (const auto* leg = std::get_if<leg_forget_change>(&c.what)) return all.jobs[leg->job];
    const auto* held = std::get_if<hold_change>(&c.what);
    return held != nullptr && held->what == hold::unprovisioned ? all.provisioned : nobody;
}

void population_board::follow(const change& c, counter_row& counters) {
    const auto& readers = readers_of(c);
    if (readers.empty()) return;
    const bool forgets = std::holds_alternative<leg_open_change>(c.what) ||
                         std::holds_alternative<leg_forget_change>(c.what);
    if (forgets) {  // earlier targets are none any more
        for (slot s = 0; s < columns_.size(); ++s)
            look(readers, s, counters);
        return;
    }
    if (const auto* devices = devices_of(c))
        for (const auto s : devices->members())
            look(readers, s, counters);
}

void population_board::alerts_changed(slot device, counter_row& counters) {
    look(world_.readers.alerts, device, counters);
}

void population_board::reconsider(slot device, counter_row& counters) {
    look(world_.readers.changing, device, counters);
}

const slot_set& population_board::kept_members(std::uint32_t population) const {
    const auto known = snapshots_.find(population);
    if (known != snapshots_.end()) return known->second;
    return snapshots_.emplace(population, find_kept(population)).first->second;
}

slot_set population_board::find_kept(std::uint32_t population) const {
    const auto& p = world_.populations[population];
    std::vector<slot> found;
    const auto take = [&](slot s) {
        if (columns_.present(s)) found.push_back(s);
    };
    if (p.selects()) {
        member_.for_each_slot(number_[population], take);
        return slot_set::of(found);
    }
    for (const auto& cohort : columns_.cohorts) {
        if (p.fleet != none && cohort.fleet->native != p.fleet) continue;
        for (slot s = cohort.first; s < cohort.first + cohort.size(); ++s)
            take(s);
    }
    return slot_set::of(found);
}

slot_set population_board::members(std::uint32_t population, sim_time now) const {
    if (kept(population)) return kept_members(population);
    std::vector<slot> found;
    for (std::uint32_t c = 0; c < columns_.cohorts.size(); ++c) {
        const auto& cohort = columns_.cohorts[c];
        for (slot s = cohort.first; s < cohort.first + cohort.size(); ++s)
            if (columns_.present(s) && holds(population, c, s, now)) found.push_back(s);
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
