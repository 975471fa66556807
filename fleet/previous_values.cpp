#include "fleet/previous_values.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "fleet/compiled_fleet.hpp"
#include "fleet/hash.hpp"
#include "fleet/shard_columns.hpp"
#include "fleet/shard_state.hpp"

namespace muster {

namespace {

bool same(double a, double b) {
    return value_bits(a) == value_bits(b);
}

const previous_value* previous_of(const shard_state& state, std::uint32_t job, std::uint32_t cohort,
                                  std::uint32_t property, slot device) {
    const auto leg = state.legs.find(job);
    if (leg == state.legs.end()) return nullptr;
    const auto& all = leg->second.previous;
    const auto at = std::find_if(all.begin(), all.end(), [&](const auto& column) {
        return column.cohort == cohort && column.property == property;
    });
    return at == all.end() ? nullptr : at->values.at(device);
}

/// What is wanted of a writable property now, or else what the device says it is.
double value_now(const device_row& row, std::uint32_t property) {
    const auto wanted = row.desired(property);
    return std::isnan(wanted) ? row.property(property) : wanted;
}

double reported_now(const device_row& row, std::uint32_t property) {
    return row.property(property);
}

void note_column(std::vector<change>& out, std::uint32_t job, std::uint32_t cohort,
                 std::uint32_t property, const std::map<previous_value, std::vector<slot>>& all) {
    for (const auto& [before, devices] : all)
        out.push_back(
            {{}, previous_change{job, cohort, property, slot_set::of(devices), before.value}});
}

/// A device whose property has the value already is not changed. `now` reads the value.
template <class Change, class Now>
void note_set(std::vector<change>& out, std::uint32_t job, const Change& c, device_row& row,
              const Now& now) {
    std::map<previous_value, std::vector<slot>> all;
    for (const auto s : c.devices.members()) {
        row.aim(c.cohort, s, {});
        const double before = now(row, c.property);
        if (!same(before, c.value)) all[{before}].push_back(s);
    }
    note_column(out, job, c.cohort, c.property, all);
}

}  // namespace

bool operator<(const previous_value& a, const previous_value& b) {
    return value_bits(a.value) < value_bits(b.value);
}

void decide_previous(std::vector<change>& out, std::uint32_t job, const std::vector<change>& sets,
                     device_row& row) {
    for (const auto& c : sets) {
        if (const auto* wish = std::get_if<desired_change>(&c.what))
            note_set(out, job, *wish, row, value_now);
        if (const auto* kept = std::get_if<property_change>(&c.what))
            note_set(out, job, *kept, row, reported_now);
    }
}

std::optional<double> value_set(const shard_state& state, const compiled_command& command,
                                std::uint32_t cohort, std::uint32_t property, double fixed,
                                slot device) {
    if (command.reverts == none) return fixed;
    const auto* before = previous_of(state, command.reverts, cohort, property, device);
    return before == nullptr ? std::nullopt : std::optional(before->value);
}

slot_set set_by(const leg_state* leg, const slot_set& devices) {
    std::vector<slot> found;
    if (leg == nullptr) return {};
    for (const auto s : devices.members())
        if (std::any_of(leg->previous.begin(), leg->previous.end(),
                        [&](const auto& column) { return column.values.at(s) != nullptr; }))
            found.push_back(s);
    return slot_set::of(found);
}

bool changed_since(const shard_state& state, const compiled_fleet& fleet, std::uint32_t cohort,
                   std::uint32_t job, slot device, const device_row& row) {
    const auto& command = fleet.commands[job];
    const auto& reverted = fleet.commands[command.reverts];
    const auto differs = [&](std::uint32_t property, double fixed, double now) {
        const auto set = value_set(state, reverted, cohort, property, fixed, device);
        const auto* before = previous_of(state, command.reverts, cohort, property, device);
        if (before == nullptr || !set) return false;
        // Back already, as where this job tells the device again, or one does that failed before.
        return !same(now, *set) && !same(now, before->value);
    };
    for (const auto& [property, fixed] : command.sets)
        if (differs(property, fixed, row.desired(property))) return true;
    for (const auto& [property, fixed] : command.keeps)
        if (differs(property, fixed, row.property(property))) return true;
    return false;
}

}  // namespace muster
