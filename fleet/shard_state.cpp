#include "fleet/shard_state.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <optional>
#include <tuple>

#include "fleet/defaults.hpp"
#include "fleet/hash.hpp"

namespace muster {

namespace {

using column_key = std::pair<std::uint32_t, std::uint32_t>;

template <class Columns>
auto find_column(Columns& columns, column_key wanted) {
    return std::lower_bound(
        columns.begin(), columns.end(), wanted,
        [](const auto& c, const auto& key) { return column_key(c.cohort, c.property) < key; });
}

/// Requires columns sorted by cohort and property; the one wanted is there afterwards.
template <class Column>
Column& column_for(std::vector<Column>& columns, std::uint32_t cohort, std::uint32_t property) {
    const column_key wanted{cohort, property};
    const auto at = find_column(columns, wanted);
    if (at != columns.end() && column_key(at->cohort, at->property) == wanted) return *at;
    Column fresh;
    fresh.cohort = cohort;
    fresh.property = property;
    return *columns.insert(at, std::move(fresh));
}

void apply_to(shard_state& state, const lifecycle_change& c, step_index) {
    state.crashed -= c.devices;
    state.quarantined -= c.devices;
    if (c.to == lifecycle::crashed) state.crashed |= c.devices;
    if (c.to == lifecycle::quarantined) state.quarantined |= c.devices;
}

void apply_to(shard_state& state, const hold_change& c, step_index) {
    auto& held = state.held[static_cast<std::size_t>(c.what)];
    if (c.begins)
        held |= c.devices;
    else
        held -= c.devices;
}

void apply_to(shard_state& state, const desired_change& c, step_index now) {
    column_for(state.twins, c.cohort, c.property).desired.set(c.devices, {c.value, c.version, now});
}

void apply_to(shard_state& state, const acknowledged_change& c, step_index now) {
    auto& twin = column_for(state.twins, c.cohort, c.property);
    twin.acknowledged.reach(twin.desired.end_slot());  // they will all answer, one by one
    twin.acknowledged.set(c.devices, {c.code, c.version, c.text});
    twin.note_report(c.devices, now);
}

void apply_to(shard_state& state, const command_change& c, step_index) {
    state.commands.put(c.record);
}

void apply_to(shard_state& state, const property_change& c, step_index now) {
    auto& values = column_for(state.properties, c.cohort, c.property).values;
    const auto twin = find_column(state.twins, {c.cohort, c.property});
    const bool known =
        twin != state.twins.end() && twin->cohort == c.cohort && twin->property == c.property;
    const auto end = std::max(c.devices.end_slot(), known ? twin->desired.end_slot() : 0);
    if (values.size() < end) values.resize(end, std::numeric_limits<double>::quiet_NaN());
    for (const auto device : c.devices.members())
        values[device] = c.value;
    if (known) twin->note_report(c.devices, now);
}

/// The values of a property that some of the targets do not have from the first.
start_column start_values(const property_column& now, const slot_set& targets) {
    start_column start{now.cohort, now.property, false, {}};
    std::map<double, std::vector<slot>> devices;
    for (const auto s : targets.members()) {
        if (s >= now.values.size()) break;
        if (!std::isnan(now.values[s])) devices[now.values[s]].push_back(s);
        start.many = devices.size() > defaults::cause_values;
        if (start.many) return start;
    }
    for (const auto& [value, slots] : devices)
        start.values.set(slot_set::of(slots), value);
    return start;
}

void apply_to(shard_state& state, const leg_open_change& c, step_index) {
    auto& leg = state.legs[c.job];
    leg = {};
    for (const auto& column : state.properties)
        leg.at_start.push_back(start_values(column, c.targets));
    leg.targets = c.targets;
    leg.of(leg_outcome::pending) = c.targets;
    leg.times.begin(c.at);
}

void apply_to(shard_state& state, const leg_join_change& c, step_index) {
    auto& leg = state.legs[c.job];
    auto all = leg.targets;
    all |= c.devices;
    leg.times.widen(leg.targets, all);
    leg.targets = std::move(all);
    leg.of(leg_outcome::pending) |= c.devices;
    leg.batches.resize(std::max<std::size_t>(leg.batches.size(), c.batch + std::size_t{1}));
    leg.batches[c.batch] |= c.devices;
}

void apply_to(shard_state& state, const leg_batches_change& c, step_index) {
    state.legs[c.job].batches = c.members;
}

void apply_to(shard_state& state, const previous_change& c, step_index) {
    column_for(state.legs[c.job].previous, c.cohort, c.property).values.set(c.devices, {c.value});
}

void apply_to(shard_state& state, const leg_forget_change& c, step_index) {
    state.legs.erase(c.job);
}

void apply_to(shard_state& state, const job_change& c, step_index) {
    state.jobs[c.job] = c.record;
}

void forget_reasons(leg_state& leg, const slot_set& devices) {
    for (auto reason = leg.reasons.begin(); reason != leg.reasons.end();) {
        reason->second -= devices;
        reason = reason->second.empty() ? leg.reasons.erase(reason) : std::next(reason);
    }
}

/// A device that is to be told again keeps the reason until it is something else.
void apply_to(shard_state& state, const leg_change& c, step_index) {
    auto& leg = state.legs[c.job];
    if (!leg.again.empty()) forget_reasons(leg, c.devices);
    leg.again -= c.devices;
    if (c.to == leg_outcome::pending) leg.again |= c.devices;
    if (!leg.rejected.empty()) leg.rejected -= c.devices;
    if (c.rejected) leg.rejected |= c.devices;
    if (!leg.late.empty()) leg.late -= c.devices;
    if (c.late) leg.late |= c.devices;
    for (auto& outcome : leg.by_outcome)
        outcome -= c.devices;
    leg.of(c.to) |= c.devices;
    if (!c.reason.empty()) leg.reasons[c.reason] |= c.devices;
    if (c.to == leg_outcome::dispatched)
        leg.times.send(leg.targets, c.devices, c.at);
    else
        leg.times.end(leg.targets, c.devices, c.at, c.later);
}

/// What a change says, apart from whom it says it of: which side of which property, and what.
struct statement {
    std::tuple<std::size_t, std::uint32_t, std::uint32_t> of;
    std::tuple<std::uint64_t, std::uint32_t, std::string> what;
};

/// Nothing of changes that can't take in more devices.
std::optional<statement> statement_of(const change& c) {
    const auto kind = c.what.index();
    if (const auto* p = std::get_if<property_change>(&c.what))
        return statement{{kind, p->cohort, p->property}, {value_bits(p->value), 0, {}}};
    if (const auto* d = std::get_if<desired_change>(&c.what))
        return statement{{kind, d->cohort, d->property}, {value_bits(d->value), d->version, {}}};
    if (const auto* a = std::get_if<acknowledged_change>(&c.what))
        return statement{{kind, a->cohort, a->property}, {a->code, a->version, a->text}};
    return std::nullopt;
}

/// They may change places: they speak of different properties, or of different sides.
bool commute(const change& a, const change& b) {
    const auto one = statement_of(a);
    const auto other = statement_of(b);
    if (!one || !other || one->of == other->of) return false;
    // What devices say is noted beside what is desired, so the two keep their order.
    const auto property = [](const statement& s) {
        return std::pair(std::get<1>(s.of), std::get<2>(s.of));
    };
    const bool wishes = std::holds_alternative<desired_change>(a.what) ||
                        std::holds_alternative<desired_change>(b.what);
    return !wishes || property(*one) != property(*other);
}

struct take_in {
    template <class Change>
    void operator()(Change& to, const Change& from) const {
        if constexpr (requires { to.devices |= from.devices; }) to.devices |= from.devices;
    }
    template <class To, class From>
    void operator()(To&, const From&) const {}
};

}  // namespace

bool absorb(change& last, const change& next) {
    const auto to = statement_of(last);
    const auto from = statement_of(next);
    const bool same = to && from && to->of == from->of && to->what == from->what;
    if (same) std::visit(take_in{}, last.what, next.what);
    return same;
}

bool absorb(std::vector<change>& changes, const change& next) {
    constexpr std::size_t far = 8;  // a device that is told something makes no more of them at once
    std::size_t looked = 0;
    for (auto last = changes.rbegin(); last != changes.rend() && looked < far; ++last, ++looked) {
        if (last->stamp.step != next.stamp.step) return false;
        if (absorb(*last, next)) return true;
        if (!commute(*last, next)) return false;
    }
    return false;
}

void apply(shard_state& state, const change& c) {
    std::visit([&](const auto& what) { apply_to(state, what, c.stamp.step); }, c.what);
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

std::uint32_t leg_state::attempts_of(slot device) const {
    return times.at(static_cast<std::size_t>(targets.rank(device)) - 1).attempts;
}

sim_time leg_state::pauses_until(slot device) const {
    return times.at(static_cast<std::size_t>(targets.rank(device)) - 1).ended.value_or(sim_time{});
}

const std::string* leg_state::reason_of(slot device) const {
    if (!targets.contains(device) || outcome_of(device) <= leg_outcome::succeeded) return nullptr;
    for (const auto& [reason, devices] : reasons)
        if (devices.contains(device)) return &reason;
    return nullptr;
}

const start_column* leg_state::start_of(std::uint32_t cohort, std::uint32_t property) const {
    const auto at = find_column(at_start, {cohort, property});
    const bool found = at != at_start.end() && at->cohort == cohort && at->property == property;
    return found ? &*at : nullptr;
}

lifecycle shard_state::lifecycle_of(slot device) const {
    if (crashed.contains(device)) return lifecycle::crashed;
    return quarantined.contains(device) ? lifecycle::quarantined : lifecycle::running;
}

const twin_column* shard_state::twin(std::uint32_t cohort, std::uint32_t property) const {
    const auto at = find_column(twins, {cohort, property});
    const bool found = at != twins.end() && at->cohort == cohort && at->property == property;
    return found ? &*at : nullptr;
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
