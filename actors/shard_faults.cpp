#include <algorithm>
#include <cmath>
#include <utility>

#include "actors/device.hpp"
#include "actors/shard.hpp"
#include "actors/shard_acts.hpp"
#include "actors/shard_jobs.hpp"
#include "actors/shard_network.hpp"
#include "actors/shard_power.hpp"
#include "fleet/math.hpp"

/// Faults and failures: how they begin, end and change what a device counts as.
namespace muster {

void shard::begin_fault(std::uint32_t fault, slot place, sim_time at) {
    const auto& spec = world_.source().faults[fault];
    if ((columns_.flags[place] & flag_removed) != 0) return;
    const bool first = !faults_.affected(fault, place);
    if (spec.comes_again())
        plan_turn({at + faults_.until_next(fault, random_of(place), at), place,
                   turn_kind::fault_begin, fault, 0});
    if (!columns_.present(place)) return;
    recount_recovered(place, -1);
    const bool begun = faults_.begin(fault, place, at);
    if (begun) refresh_flags(place, at);
    recount_recovered(place, +1);
    if (!begun) return;
    if (first) count(layout_.of(fault, fault_count::devices), 1);
    count(layout_.of(fault, fault_count::active), 1);
    note(event_kind::fault_begun, place, at, spec.name);
    if (spec.lasts) {
        const double u = random_of(place).unit(stream::fault_length, world_.faults[fault].key,
                                               static_cast<std::uint64_t>(at.count()));
        plan_turn({at + duration(static_cast<std::int64_t>(spec.lasts->at(u))), place,
                   turn_kind::fault_end, fault, 0});
    }
    if (spec.kind == fault_kind::reboot_loop)
        plan_turn({at, place, turn_kind::reboot, fault, at.count()});
    if (spec.kind == fault_kind::crash) crash_if_drawn(place, at);
}

void shard::reboot(const turn& t) {
    if (!faults_.active_since(t.what, t.device, sim_time(t.detail))) return;
    const auto next = t.at + faults_.until_next(t.what, random_of(t.device), t.at);
    plan_turn({next, t.device, turn_kind::reboot, t.what, t.detail});
    network_->reboot(t.device, t.at);
}

void shard::end_fault(std::uint32_t fault, slot place, sim_time at) {
    if (!faults_.active(fault, place)) return;
    recount_recovered(place, -1);
    faults_.end(fault, place);
    faults_.note_ended(fault, at);
    refresh_flags(place, at);
    recount_recovered(place, +1);
    count(layout_.of(fault, fault_count::active), -1);
    note(event_kind::fault_ended, place, at, world_.source().faults[fault].name);
}

/// Adds or takes away the device from what counts as recovered: a fault is over and the device is
/// back, or well and asleep.
void shard::recount_recovered(slot place, std::int64_t by) {
    if ((columns_.flags[place] & suffering_flags) != 0) return;
    for (std::uint32_t f = 0; f < world_.faults.size(); ++f)
        if (faults_.affected(f, place) && !faults_.active(f, place))
            count(layout_.of(f, fault_count::recovered), by);
}

void shard::refresh_flags(slot place, sim_time at) {
    constexpr unsigned own = flag_outage | flag_crashed | flag_quarantined | flag_away |
                             flag_absent | flag_asleep | flag_empty | flag_blocked | flag_waiting |
                             flag_removed | flag_rebooting;
    set_flags(place,
              static_cast<device_flags>((columns_.flags[place] & own) | faults_.flags_of(place)),
              at);
}

/// Sets the flags and tells everything that follows a device's state. Counting of recovered devices
/// is the caller's where faults change at the same time.
void shard::set_flags(slot place, device_flags flags, sim_time at) {
    if (network_) flags = network_->follow(place, flags, at);
    if (power_) power_->follow(place, flags, at);
    acts_->updates().follow(place, flags, at);
    const auto before = std::exchange(columns_.flags[place], flags);
    const auto from = state_of(before);
    const auto to = state_of(flags);
    if (before != flags) populations_->flags_changed(place, from, to, counters_);
    if (from == to || !columns_.present(place)) return;
    if (clusters_) {
        clusters_->count(place, from, -1, step_, log_);
        clusters_->count(place, to, 1, step_, log_);
    }
    const bool was = from == device_state::online;
    const bool is = to == device_state::online;
    if (was != is) connection_changed(place, to, at);
    if (to == device_state::empty) note(event_kind::device_empty, place, at);
    const auto c = columns_.cohort_index(place);
    look_at_rules(columns_.cohorts[c].fleet->state_rules, c, place, at);
}

void shard::connection_changed(slot place, device_state to, sim_time at) {
    const bool is_connected = to == device_state::online;
    legs_.connection_changed(place, is_connected);
    const bool reboots = (columns_.flags[place] & flag_rebooting) != 0;
    if (to == device_state::offline && !reboots) legs_.connection_lost(place, at);
    if (network_) network_->connection_changed(place, is_connected, at);
    acts_->tell_connection(place, at);
    acts_->connection_changed(place, is_connected, at);
    if (is_connected)
        for (const auto job : legs_.jobs_in_flight(place))
            if (const auto* flight = legs_.in_flight(job, place); flight->held)
                plan_turn({at, place, turn_kind::command_done, job, flight->sent.count()});
}

void shard::crash_if_drawn(slot place, sim_time at) {
    const auto flags = columns_.flags[place];
    if ((flags & (flag_crashed | flag_quarantined | flag_power_off | flag_empty)) != 0 ||
        (flags & flag_crash_fault) == 0)
        return;
    const auto fault = faults_.worst_crash(place);
    if (!fault) return;
    const auto& spec = world_.source().faults[*fault];
    const double u = random_of(place).unit(stream::fault_chance, world_.faults[*fault].key,
                                           static_cast<std::uint64_t>(at.count()));
    if (u < spec.chance.fraction()) throw device_crash("fault " + spec.name);
}

void shard::fail(slot place, sim_time at, const std::string& reason, caf::execution_unit* host) {
    const auto flags = columns_.flags[place];
    if ((flags & (flag_crashed | flag_quarantined)) != 0) return;
    for (const auto job : legs_.jobs_in_flight(place))
        jobs_->resolve(job, place, at, leg_outcome::failed, "device crashed: " + reason);
    acts_->crashed(place, at, "device crashed: " + reason);
    recount_recovered(place, -1);
    set_flags(place, static_cast<device_flags>(columns_.flags[place] | flag_crashed), at);
    recount_recovered(place, +1);
    lifecycle_[static_cast<std::size_t>(lifecycle::running)].remove(place);
    lifecycle_[static_cast<std::size_t>(lifecycle::crashed)].add(place);
    count(flow::failures);
    failures_.push_back(
        {place, columns_.keys[place], columns_.cohort_of(place).fleet->template_index, at, reason});
    note(event_kind::device_crashed, place, at, reason);
    device_at(place).end(caf::make_error(caf::sec::runtime_error, reason), host);
}

void shard::restart(slot place, sim_time at, caf::execution_unit* host) {
    const auto flags = columns_.flags[place];
    if ((flags & flag_crashed) == 0 || (flags & flag_removed) != 0) return;
    spawn_device(place, host);
    const auto c = columns_.cohort_index(place);
    auto& cohort = columns_.cohorts[c];
    measuring_.boot(c, place, at);
    for (auto& sent : cohort.sent_at)
        if (!sent.empty()) sent[place - cohort.first] = never;
    recount_recovered(place, -1);
    set_flags(place, static_cast<device_flags>(flags & ~unsigned{flag_crashed}), at);
    recount_recovered(place, +1);
    lifecycle_[static_cast<std::size_t>(lifecycle::crashed)].remove(place);
    lifecycle_[static_cast<std::size_t>(lifecycle::running)].add(place);
    count(flow::restarts);
    note(event_kind::device_restarted, place, at);
    if (power_) power_->rest(place, at);
    crash_if_drawn(place, at);
}

void shard::quarantine(const std::vector<slot>& places, sim_time at) {
    for (const auto place : places) {
        const auto flags = columns_.flags[place];
        if ((flags & flag_removed) != 0) continue;
        set_flags(place,
                  static_cast<device_flags>((flags & ~unsigned{flag_crashed}) | flag_quarantined),
                  at);
        lifecycle_[static_cast<std::size_t>(lifecycle::quarantined)].add(place);
        note(event_kind::device_quarantined, place, at);
    }
}

void shard::device_told_to_exit(const caf::error& reason) {
    if (!reason) return;  // a normal exit of somebody else is no reason to end
    throw device_crash("told to exit");
}

}  // namespace muster
