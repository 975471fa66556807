#include "actors/shard_power.hpp"

#include <algorithm>

#include "actors/shard.hpp"
#include "actors/shard_acts.hpp"

namespace muster {

namespace {

/// What a turn about a battery is about.
constexpr std::uint32_t may_be_empty = 0, is_full = 1;

device_flags with(device_flags flags, device_flag flag, bool set) {
    return static_cast<device_flags>(set ? flags | unsigned{flag} : flags & ~unsigned{flag});
}

}  // namespace

bool shard_power::needed(const world& w) {
    return std::any_of(w.fleets.begin(), w.fleets.end(),
                       [](const auto& f) { return f.duty || f.kind->battery; });
}

shard_power::shard_power(shard& owner) : s_(owner) {
    auto& columns = s_.columns_;
    for (slot s = 0; s < columns.size(); ++s) {
        if (const auto& duty = columns.cohort_of(s).fleet->duty) {
            columns.flags[s] =
                with(columns.flags[s], flag_asleep, !duty->awake(s_.random_of(s), sim_time{}));
            plan_change(s, {});
        }
        follow(s, columns.flags[s], {});
    }
}

// -- sleep

sim_time shard_power::next_change(slot place, sim_time at) const {
    return s_.columns_.cohort_of(place).fleet->duty->next_change(s_.random_of(place), at);
}

std::uint32_t shard_power::next_tick(const turn& t, std::uint32_t now) const {
    const auto& fleet = *s_.columns_.cohort_of(t.device).fleet;
    if (!fleet.duty) return now + 1;
    const auto& schedule = fleet.messages[t.what].schedule;
    const auto random = s_.random_of(t.device);
    if (schedule.instant(random, now) >= t.at) return now + 1;
    return static_cast<std::uint32_t>(schedule.tick_after(random, now + 1, t.at));
}

void shard_power::plan_change(slot place, sim_time at) {
    const auto next = next_change(place, at);
    const auto c = s_.columns_.cohort_index(place);
    const auto& runtime = s_.cohorts_[c];
    if (s_.step_ >= 0 && next < s_.end_)
        s_.plan_turn({next, place, turn_kind::duty_cycle, 0, 0});
    else
        s_.wake(runtime.entry(place - s_.columns_.cohorts[c].first, runtime.duty_kind), next);
}

void shard_power::change(const turn& t) {
    plan_change(t.device, t.at);
    const auto& duty = *s_.columns_.cohort_of(t.device).fleet->duty;
    if (!duty.awake(s_.random_of(t.device), t.at)) return rest(t.device, t.at);
    s_.set_flags(t.device, with(s_.columns_.flags[t.device], flag_asleep, false), t.at);
}

void shard_power::rest(slot place, sim_time at) {
    const auto flags = s_.columns_.flags[place];
    const auto& duty = s_.columns_.cohort_of(place).fleet->duty;
    if (!duty || (flags & flag_asleep) != 0 || duty->awake(s_.random_of(place), at) ||
        !s_.legs_.jobs_in_flight(place).empty() || s_.acts_->busy(place))
        return;
    s_.set_flags(place, with(flags, flag_asleep, true), at);
}

// -- batteries

battery_charge* shard_power::charge_of(slot place) {
    auto& cohort = s_.columns_.cohort_of(place);
    return cohort.charges.empty() ? nullptr : &cohort.charges[place - cohort.first];
}

double shard_power::rate_of(slot place, device_flags flags) const {
    if ((flags & silencing_flags) != 0) return 0;
    const auto& spec = *s_.columns_.cohort_of(place).fleet->kind->battery;
    const auto drain = s_.faults_.drain_of(place);
    return drain.factor * ((flags & flag_asleep) != 0 ? spec.asleep : spec.awake) + drain.adds;
}

void shard_power::follow(slot place, device_flags to, sim_time at) {
    auto* charge = charge_of(place);
    if (charge == nullptr) return;
    charge->take(at, 0);
    charge->rate = rate_of(place, to);
    if ((to & silencing_flags) == 0) plan_end(place, *charge, at);
}

void shard_power::sends(slot place, sim_time at) {
    if (const auto& spec = s_.columns_.cohort_of(place).fleet->kind->battery)
        take(place, at, spec->message * s_.faults_.drain_of(place).factor);
}

void shard_power::obeys(slot place, sim_time at) {
    if (const auto& spec = s_.columns_.cohort_of(place).fleet->kind->battery)
        take(place, at, spec->command * s_.faults_.drain_of(place).factor);
}

void shard_power::take(slot place, sim_time at, double amount) {
    auto* charge = charge_of(place);
    if (charge == nullptr || (s_.columns_.flags[place] & silencing_flags) != 0) return;
    charge->take(at, amount);
    plan_end(place, *charge, at);
}

/// A battery that will be empty before anything else happens to the device is looked at then; of
/// the others whatever happens next takes care.
void shard_power::plan_end(slot place, const battery_charge& charge, sim_time at) {
    const auto end = charge.empty_at();
    if (end >= s_.world_.length()) return;
    if (end < next_touch(place, at))
        s_.plan_turn({end, place, turn_kind::battery, may_be_empty, 0});
}

/// When the device's next message is due, or it wakes or falls asleep.
sim_time shard_power::next_touch(slot place, sim_time at) const {
    const auto& cohort = s_.columns_.cohort_of(place);
    const auto& fleet = *cohort.fleet;
    const auto random = s_.random_of(place);
    auto next = fleet.duty ? fleet.duty->next_change(random, at) : never;
    for (std::uint32_t m = 0; m < fleet.messages.size(); ++m)
        if (!fleet.messages[m].follows)
            next = std::min(next, fleet.instant(m, random, cohort.ticks[m][place - cohort.first]));
    return next;
}

void shard_power::look_at_battery(const turn& t) {
    auto& charge = *charge_of(t.device);
    const auto flags = s_.columns_.flags[t.device];
    const auto& spec = *s_.columns_.cohort_of(t.device).fleet->kind->battery;
    if (t.what == is_full) {
        charge = {spec.capacity, 0, t.at};
        return set(t.device, with(flags, flag_empty, false), t.at);
    }
    if ((flags & silencing_flags) != 0) return;
    charge.take(t.at, 0);
    if (charge.empty_at() > t.at) return plan_end(t.device, charge, t.at);
    charge.left = 0;
    set(t.device, with(flags, flag_empty, true), t.at);
    if (spec.recharge)
        s_.plan_turn({t.at + recharge_span(spec, s_.random_of(t.device), t.at), t.device,
                      turn_kind::battery, is_full, 0});
}

void shard_power::set(slot place, device_flags flags, sim_time at) {
    s_.recount_recovered(place, -1);
    s_.set_flags(place, flags, at);
    s_.recount_recovered(place, +1);
}

}  // namespace muster
