#include "fleet/decide.hpp"

#include <algorithm>
#include <cmath>

#include "fleet/hash.hpp"

namespace muster {

void decide_outcome(std::vector<change>& out, std::uint32_t job, leg_outcome to, slot_set devices,
                    sim_time at, std::string reason) {
    if (!devices.empty())
        out.push_back({{}, leg_change{job, to, std::move(devices), std::move(reason), at}});
}

namespace {

/// Devices that came to the same end, each at its own instant.
void decide_ends(std::vector<change>& out, std::uint32_t job, leg_outcome to, device_instants ends,
                 const std::string& reason, bool rejected = false, bool late = false) {
    if (ends.empty()) return;
    std::sort(ends.begin(), ends.end());
    leg_change c{job, to, {}, reason, ends.front().second, {}, rejected, late};
    std::vector<slot> devices;
    devices.reserve(ends.size());
    bool differ = false;
    for (const auto& [device, at] : ends) {
        devices.push_back(device);
        c.at = std::min(c.at, at);
        differ |= whole_milliseconds(at) != whole_milliseconds(ends.front().second);
    }
    c.devices = slot_set::of(devices);
    const auto first = whole_milliseconds(c.at);
    for (const auto& [device, at] : ends)
        if (differ) c.later.push_back(static_cast<std::uint32_t>((at - first).count() / 1000));
    out.push_back({{}, std::move(c)});
}

}  // namespace

void decide_results(std::vector<change>& out, std::uint32_t job, leg_results results) {
    decide_ends(out, job, leg_outcome::succeeded, std::move(results.succeeded), {});
    for (auto& [reason, devices] : results.failed)
        decide_ends(out, job, leg_outcome::failed, std::move(devices), reason);
    for (auto& [reason, devices] : results.timed_out)
        decide_ends(out, job, leg_outcome::timed_out, std::move(devices), reason);
    for (auto& [reason, devices] : results.cancelled)
        decide_ends(out, job, leg_outcome::cancelled, std::move(devices), reason);
    for (auto& [reason, devices] : results.rejected)
        decide_ends(out, job, leg_outcome::failed, std::move(devices), reason, true);
    for (auto& [reason, devices] : results.again)
        decide_ends(out, job, leg_outcome::pending, std::move(devices), reason);
    for (auto& [reason, devices] : results.late)
        decide_ends(out, job, leg_outcome::pending, std::move(devices), reason, false, true);
}

void decide_lifecycle(std::vector<change>& out, lifecycle to, slot_set devices) {
    if (!devices.empty()) out.push_back({{}, lifecycle_change{std::move(devices), to}});
}

duration answer_latency(const distribution& latency, const random_source& device,
                        std::uint64_t job_key) {
    return duration(
        static_cast<std::int64_t>(latency.at(device.unit(stream::network, job_key, 0))));
}

const command_case* case_for(const compiled_command& command, const query::row& row) {
    for (std::size_t i = 0; i < command.cases.size(); ++i)
        if (command.cases[i].holds(row)) return &command.spec->cases[i];
    return nullptr;
}

command_course decide_command(const command_spec& command, const command_case* special,
                              const random_source& device, std::uint64_t job_key) {
    const bool other_time = special != nullptr && special->takes;
    const bool other_fate = special != nullptr && special->fails;
    const auto& takes = other_time ? *special->takes : command.takes;
    const auto drawn = device.block(stream::command, job_key, 0);
    command_course course{duration(static_cast<std::int64_t>(takes.at(unit_interval(drawn.first)))),
                          {}};
    double u = unit_interval(drawn.second);
    for (const auto& f : other_fate ? *special->fails : command.fails) {
        u -= f.chance.fraction();
        if (u >= 0) continue;
        course.fails = f.reason;
        break;
    }
    return course;
}

const compiled_effect* decide_effect(const compiled_fleet& fleet, double version,
                                     const query::row& row, const random_source& device,
                                     std::uint64_t job_key) {
    for (const auto& firmware : fleet.firmware) {
        if (firmware.code != version) continue;
        for (const auto& effect : firmware.effects) {
            if (effect.who && !effect.who.holds(row)) continue;
            const auto drawn = device.unit(stream::firmware, mix(job_key, effect.key), 0);
            if (drawn < effect.chance.fraction()) return &effect;
        }
    }
    return nullptr;
}

command_end decide_end(const compiled_fleet& fleet, const compiled_command& command,
                       const query::row& row, const random_source& device, std::uint64_t key,
                       const std::string& fails) {
    const bool installs = fails.empty() && !std::isnan(command.installs);
    const auto* effect =
        installs ? decide_effect(fleet, command.installs, row, device, key) : nullptr;
    return {effect != nullptr ? effect->fails : fails, effect};
}

}  // namespace muster
