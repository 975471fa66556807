#include <algorithm>
#include <cmath>
#include <limits>

#include "actors/shard.hpp"
#include "actors/shard_acts.hpp"
#include "fleet/find_named.hpp"

/// Devices that get another template: the same device, in its place among those of that template.
namespace muster {

namespace {

/// The property of these devices that is the same under another template; none: no such.
std::uint32_t counterpart(const attribute& a, const compiled_fleet& fleet) {
    const auto at = attribute_index(fleet.properties, a.name());
    if (at == none || a.is_sequence()) return none;
    const auto& other = fleet.properties[at];
    const bool same = other.kind() == a.kind() && other.words() == a.words();
    return same && !other.is_sequence() ? at : none;
}

bool takes_wishes(const compiled_fleet& fleet, std::uint32_t property) {
    return fleet.takings[property] != nullptr;
}

/// What is wanted of the one is wanted of the other, with the answer. Versions go on: an answer
/// that the other place has from an earlier stay answers nothing.
void carry_twin(const twin_column* before, slot from, const twin_column* there,
                std::uint32_t cohort, std::uint32_t property, slot to, std::vector<change>& out) {
    const auto* wanted = before == nullptr ? nullptr : before->wanted(from);
    const auto had = before == nullptr ? 0 : before->versions(from);
    const auto has = there == nullptr ? 0 : there->versions(to);
    if (had == 0 && (there == nullptr || there->wanted(to) == nullptr)) return;
    const auto version = had > has ? had : has + 1;
    const auto who = slot_set::of({to});
    const auto value = wanted == nullptr ? std::numeric_limits<double>::quiet_NaN() : wanted->value;
    out.push_back({{}, desired_change{cohort, property, who, value, version}});
    if (const auto* answer = before == nullptr ? nullptr : before->answer(from))
        out.push_back(
            {{}, acknowledged_change{cohort, property, who, answer->code, version, answer->text}});
}

}  // namespace

bool shard_acts::has(slot place, std::uint32_t template_index) const {
    const auto& fleet = *s_.columns_.cohort_of(place).fleet;
    return fleet.kind == &s_.world_.source().templates[template_index];
}

std::optional<slot> shard_acts::place_with(slot place, std::uint32_t template_index) const {
    const auto& here = s_.columns_.cohort_of(place);
    const auto there = s_.world_.fleet_with(here.fleet->native, template_index);
    for (const auto& c : s_.columns_.cohorts) {
        if (c.fleet->index != there) continue;
        const auto ordinal = here.ordinals[place - here.first];
        const auto at = std::lower_bound(c.ordinals.begin(), c.ordinals.end(), ordinal);
        return c.first + static_cast<slot>(at - c.ordinals.begin());
    }
    return std::nullopt;
}

std::string shard_acts::obstacle_to(slot place, std::uint32_t template_index) const {
    if (has(place, template_index)) return {};
    const auto state = lifecycle_of(s_.columns_.flags[place]);
    if (state == lifecycle::crashed) return "the device has crashed and can't be migrated";
    if (state == lifecycle::quarantined) return "the device is quarantined and can't be migrated";
    if (!place_with(place, template_index))
        return "the device's fleet has no place among those of the template";
    return {};
}

slot_set shard_acts::migrate(const slot_set& devices, std::uint32_t template_index, sim_time at) {
    std::map<slot, slot> moved;
    for (const auto place : devices.members()) {
        if (has(place, template_index) || !obstacle_to(place, template_index).empty()) continue;
        const auto to = *place_with(place, template_index);
        moved.emplace(place, to);
        move(place, to, at);
    }
    if (!moved.empty()) move_plans(moved);
    slot_set all;
    for (const auto& [from, to] : moved)
        all.add(from);
    return all;
}

/// What faults have planned for a device goes with it. An act comes before the turns of its step,
/// so none of them is done yet.
void shard_acts::move_plans(const std::map<slot, slot>& moved) {
    const auto move_one = [&](turn& t) {
        const bool of_a_fault = t.kind == turn_kind::fault_begin ||
                                t.kind == turn_kind::fault_end || t.kind == turn_kind::reboot;
        if (const auto at = moved.find(t.device); of_a_fault && at != moved.end())
            t.device = at->second;
    };
    s_.agenda_.change_all(move_one);
    std::for_each(s_.turns_.begin(), s_.turns_.end(), move_one);
}

/// What the properties are in the new place: those that both templates have as they were, others as
/// in the beginning, though the device was there before.
std::vector<change> shard_acts::carried(slot from, slot to) const {
    const auto a = s_.columns_.cohort_index(from), b = s_.columns_.cohort_index(to);
    const auto& before = *s_.columns_.cohorts[a].fleet;
    const auto& after = *s_.columns_.cohorts[b].fleet;
    device_row row(s_.world_, s_.columns_, s_.state_);
    std::vector<change> made;
    for (std::uint32_t p = 0; p < after.properties.size(); ++p) {
        const auto same = counterpart(after.properties[p], before);
        auto value = std::numeric_limits<double>::quiet_NaN();
        if (same != none) {
            row.aim(a, from, {});
            value = row.property(same);
        }
        row.aim(b, to, {});
        const auto* known = s_.state_.changed_property(b, p, to);
        const bool other =
            same == none ? known != nullptr : value_bits(row.property(p)) != value_bits(value);
        if (other) made.push_back({{}, property_change{b, p, slot_set::of({to}), value}});
        if (takes_wishes(after, p))
            carry_twin(same == none ? nullptr : s_.state_.twin(a, same), from, s_.state_.twin(b, p),
                       b, p, to, made);
    }
    return made;
}

/// Nothing is left of an earlier stay: readings, what states remember, when it last sent what.
void shard_acts::begin_anew(slot place) {
    auto& c = s_.columns_.cohort_of(place);
    const auto row = place - c.first;
    for (auto& last : c.last)
        last[row] = std::numeric_limits<double>::quiet_NaN();
    for (auto& memory : c.memory)
        memory[row] = std::numeric_limits<double>::quiet_NaN();
    for (auto& sent : c.sent_at)
        if (!sent.empty()) sent[row] = never;
    if (!c.charges.empty())
        c.charges[row] = {charge_at_start(*c.fleet->kind->battery, s_.random_of(place)), 0, {}};
    auto& flags = s_.columns_.flags[place];
    flags = static_cast<device_flags>(flags & ~unsigned{flag_empty});
}

/// It ends as what it was and arrives as what it is now: it boots, and connects as one that is new.
/// What holds it back still does, and its faults go with it.
void shard_acts::move(slot from, slot to, sim_time at) {
    auto& flags = s_.columns_.flags;
    const auto held = static_cast<device_flags>(flags[from] & (flag_blocked | flag_waiting));
    auto properties = carried(from, to);
    leave(from, "the device was given another template", at);
    flags[from] = static_cast<device_flags>(
        flags[from] & ~(flag_blocked | flag_waiting | s_.faults_.flags_of(from)));
    s_.faults_.move(from, to);
    s_.rules_.move(from, to);
    const auto was = slot_set::of({from}), is = slot_set::of({to});
    std::vector<change> made;
    made.push_back({{}, hold_change{was, hold::elsewhere, true}});
    made.push_back({{}, hold_change{is, hold::elsewhere, false}});
    for (const auto& [flag, what] :
         {std::pair(flag_blocked, hold::blocked), std::pair(flag_waiting, hold::waiting)}) {
        if ((held & flag) == 0) continue;
        made.push_back({{}, hold_change{was, what, false}});
        made.push_back({{}, hold_change{is, what, true}});
    }
    if (s_.state_.of(hold::unprovisioned).contains(from)) {
        made.push_back({{}, hold_change{was, hold::unprovisioned, false}});
        made.push_back({{}, hold_change{is, hold::unprovisioned, true}});
    }
    s_.commit(std::move(made));
    flags[to] |= static_cast<device_flags>(held | s_.faults_.flags_of(to));
    s_.columns_.last_seen[to] = s_.columns_.last_seen[from];
    begin_anew(to);
    s_.commit(std::move(properties));
    s_.populations_->reconsider(to, s_.counters_);
    s_.note(event_kind::device_migrated, to, at, s_.columns_.cohort_of(to).fleet->kind->name);
    s_.arrive(to, at);
    s_.recount_recovered(to, +1);
    if (s_.connected(to)) consider(to, at);
}

}  // namespace muster
