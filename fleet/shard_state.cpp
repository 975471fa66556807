#include "fleet/shard_state.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

#include "fleet/hash.hpp"

namespace muster {

namespace {

using column_key = std::pair<std::uint32_t, std::uint32_t>;

column_key key_of(const property_column& c) {
    return {c.cohort, c.property};
}

property_column& column_for(shard_state& state, std::uint32_t cohort, std::uint32_t property) {
    const column_key wanted{cohort, property};
    const auto at =
        std::lower_bound(state.properties.begin(), state.properties.end(), wanted,
                         [](const auto& c, const auto& key) { return key_of(c) < key; });
    if (at != state.properties.end() && key_of(*at) == wanted) return *at;
    return *state.properties.insert(at, {cohort, property, {}});
}

void apply_to(shard_state& state, const lifecycle_change& c) {
    state.crashed -= c.devices;
    state.quarantined -= c.devices;
    if (c.to == lifecycle::crashed) state.crashed |= c.devices;
    if (c.to == lifecycle::quarantined) state.quarantined |= c.devices;
}

void apply_to(shard_state& state, const property_change& c) {
    auto& column = column_for(state, c.cohort, c.property);
    for (const auto device : c.devices.members()) {
        if (column.values.size() <= device)
            column.values.resize(device + 1, std::numeric_limits<double>::quiet_NaN());
        column.values[device] = c.value;
    }
}

void apply_to(shard_state& state, const leg_open_change& c) {
    auto& leg = state.legs[c.job];
    leg = {};
    leg.targets = c.targets;
    leg.of(leg_outcome::pending) = c.targets;
}

void apply_to(shard_state& state, const leg_change& c) {
    auto& leg = state.legs[c.job];
    for (auto& outcome : leg.by_outcome)
        outcome -= c.devices;
    leg.of(c.to) |= c.devices;
    if (!c.reason.empty()) leg.reasons[c.reason] |= c.devices;
}

}  // namespace

bool absorb(change& last, const change& next) {
    auto* to = std::get_if<property_change>(&last.what);
    const auto* from = std::get_if<property_change>(&next.what);
    if (to == nullptr || from == nullptr) return false;
    const bool same = to->cohort == from->cohort && to->property == from->property &&
                      value_bits(to->value) == value_bits(from->value);
    if (same) to->devices |= from->devices;
    return same;
}

void apply(shard_state& state, const change& c) {
    std::visit([&](const auto& what) { apply_to(state, what); }, c.what);
}

bool property_column::operator==(const property_column& other) const {
    const auto same = [](double a, double b) { return value_bits(a) == value_bits(b); };
    return cohort == other.cohort && property == other.property &&
           std::equal(values.begin(), values.end(), other.values.begin(), other.values.end(), same);
}

leg_outcome leg_state::outcome_of(slot device) const {
    assert(targets.contains(device));
    std::size_t o = 0;
    while (o + 1 < leg_outcomes && !by_outcome[o].contains(device))
        ++o;
    return static_cast<leg_outcome>(o);
}

lifecycle shard_state::lifecycle_of(slot device) const {
    if (crashed.contains(device)) return lifecycle::crashed;
    return quarantined.contains(device) ? lifecycle::quarantined : lifecycle::running;
}

const double* shard_state::changed_property(std::uint32_t cohort, std::uint32_t property,
                                            slot device) const {
    for (const auto& column : properties) {
        if (column.cohort != cohort || column.property != property) continue;
        const bool changed = device < column.values.size() && !std::isnan(column.values[device]);
        return changed ? &column.values[device] : nullptr;
    }
    return nullptr;
}

}  // namespace muster
