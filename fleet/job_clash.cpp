#include "fleet/job_clash.hpp"

#include <cmath>

#include "fleet/hash.hpp"
#include "fleet/previous_values.hpp"

namespace muster {

namespace {

using setting = std::pair<std::uint32_t, double>;

/// All that the job makes of properties, whether it sets them, keeps them or installs a version.
std::vector<setting> settings_of(const compiled_fleet& fleet, const compiled_command& command) {
    auto all = command.sets;
    all.insert(all.end(), command.keeps.begin(), command.keeps.end());
    if (fleet.firmware_property != none && !std::isnan(command.installs))
        all.emplace_back(fleet.firmware_property, command.installs);
    return all;
}

}  // namespace

std::uint32_t clash_of(const compiled_fleet& fleet, std::uint32_t one, std::uint32_t other) {
    const auto& a = fleet.commands[one];
    const auto& b = fleet.commands[other];
    if (a.spec == nullptr || b.spec == nullptr) return none;
    if (a.reverts != none && a.reverts == b.reverts) return none;  // to what it was before
    const bool reverts = a.reverts != none || b.reverts != none;
    const auto others = settings_of(fleet, b);
    for (const auto& [property, value] : settings_of(fleet, a))
        for (const auto& [same, wanted] : others)
            if (property == same && (reverts || value_bits(value) != value_bits(wanted)))
                return property;
    return none;
}

bool clash_on(const shard_state& state, const compiled_fleet& fleet, std::uint32_t cohort,
              std::uint32_t one, std::uint32_t other, slot device) {
    const auto& a = fleet.commands[one];
    const auto& b = fleet.commands[other];
    if (a.reverts == none && b.reverts == none) return true;  // the same values for all
    const auto others = settings_of(fleet, b);
    for (const auto& [property, value] : settings_of(fleet, a))
        for (const auto& [same, wanted] : others) {
            if (property != same) continue;
            const auto mine = value_set(state, a, cohort, property, value, device);
            const auto theirs = value_set(state, b, cohort, property, wanted, device);
            if (mine && theirs && value_bits(*mine) != value_bits(*theirs)) return true;
        }
    return false;
}

}  // namespace muster
