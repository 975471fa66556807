#include "actors/device.hpp"
#include "actors/shard.hpp"
#include "actors/shard_acts.hpp"
#include "actors/shard_jobs.hpp"
#include "actors/shard_network.hpp"
#include "actors/shard_power.hpp"

/// What happens to one device at one instant: a turn touches only the device's own slot.
namespace muster {

void shard::perform(const turn& t, caf::execution_unit* host) {
    switch (t.kind) {
        case turn_kind::message:
            return perform_message(t);
        case turn_kind::fault_end:
            return end_fault(t.what, t.device, t.at);
        case turn_kind::fault_begin:
            return begin_fault(t.what, t.device, t.at);
        case turn_kind::reboot:
            return reboot(t);
        case turn_kind::arrival:
            return arrive(t.device, t.at);
        case turn_kind::restart:
            return restart(t.device, t.at, host);
        case turn_kind::battery:
            return power_->look_at_battery(t);
        case turn_kind::connectivity:
            return flip_connectivity(t);
        case turn_kind::duty_cycle:
            return power_->change(t);
        case turn_kind::connect:
            return network_->connect(t);
        case turn_kind::late_message:
            return network_->send_late(t);
        case turn_kind::command_done:
        case turn_kind::command_deadline:
            finish_command(t);
            if (power_) power_->rest(t.device, t.at);
            return;
        case turn_kind::update_reboot:
            return acts_->updates().come_up(t);
        case turn_kind::update_step:
        case turn_kind::update_deadline:
            if (t.kind == turn_kind::update_step)
                acts_->updates().act(t);
            else
                acts_->updates().expire(t);
            if (power_) power_->rest(t.device, t.at);
            return;
        case turn_kind::call_done:
        case turn_kind::call_deadline:
            return acts_->finish_call(t);
        case turn_kind::asked_done:
            return acts_->questions().finish(t);
        case turn_kind::desired_taken:
            return acts_->take_desired(t);
        case turn_kind::told_again:
            return jobs_->tell_again(t);
        case turn_kind::connection_told:
            return acts_->tell_gathered(t);
        case turn_kind::groups_told:
            return acts_->tell_groups(t.at);
        case turn_kind::rule_deadline:
            return alert(t.what, t.device, t.at,
                         rules_.deadline(t.what, t.device, duration(t.detail)));
    }
}

void shard::perform_message(const turn& t) {
    const auto c = columns_.cohort_index(t.device);
    auto& cohort = columns_.cohorts[c];
    auto& tick = cohort.ticks[t.what][t.device - cohort.first];
    const auto now = tick++;
    if (power_) tick = power_->next_tick(t, now);
    // Planned before it is measured: a device that fails in this turn still has its next one.
    schedule_message(c, t.device, t.what);
    if (power_) power_->settle(t.device, t.at);
    if ((columns_.flags[t.device] & silencing_flags) != 0) return;
    if (network_ && network_->boots(t.device, t.at)) return;
    const auto& m = cohort.fleet->messages[t.what];
    measuring_.aim(c, t.device, t.what, now, t.at);
    if (m.gate && !measuring_.take_if_worth()) return;
    send_message(t, now, m.gate.has_value());
    look_at_rules(m.rules, c, t.device, t.at);
    for (const auto follower : m.followers)
        follow(c, {t.at, t.device, turn_kind::message, follower, 0});
}

/// A message without a schedule of its own is looked at after those that measure what it waits for.
void shard::follow(std::uint32_t cohort_index, const turn& t) {
    auto& cohort = columns_.cohorts[cohort_index];
    auto& tick = cohort.ticks[t.what][t.device - cohort.first];
    measuring_.aim(cohort_index, t.device, t.what, tick, t.at);
    if (!measuring_.follow_if_worth()) return;
    send_message(t, tick++, true);
    look_at_rules(cohort.fleet->messages[t.what].rules, cohort_index, t.device, t.at);
}

/// Measures the readings of a message, or takes the last values of what has been `measured`, and
/// hands them on. Requires `measuring_` to be aimed at it.
void shard::send_message(const turn& t, std::uint32_t tick, bool measured) {
    const auto place = t.device;
    auto& cohort = columns_.cohort_of(place);
    const auto& fleet = *cohort.fleet;
    const auto& m = fleet.messages[t.what];
    const auto row = place - cohort.first;
    const bool up = connected(place);
    if (batch_.full(m.signals.size())) flush_batch();
    message_course course;
    if (up && network_) {
        course = network_->course_of(fleet, place, t.what, tick);
        if (!course.plain()) batch_.notes.push_back({batch_.count, t.at, course});
    }
    for (std::size_t nth = 0; nth < m.signals.size(); ++nth) {
        const auto s = m.signals[nth];
        const double x = measured ? cohort.last[s][row] : measuring_.take(nth);
        batch_.add(columns_.keys[place], cohort.ordinals[row], fleet.index, t.what,
                   fleet.signals[s].series, tick, t.at, x, up && !course.lost);
    }
    if (batch_.count == reading_batch::capacity) flush_batch();
    const auto readings = static_cast<std::int64_t>(m.signals.size());
    count(flow::generated, readings);
    if (up) return leave(m, place, t.at, course);
    if (network_ && network_->keep(t, tick)) return;
    if (power_) power_->sends(place, t.at);
    count(flow::lost, readings);
    count(flow::messages_lost);
}

/// A connected device sends a message.
void shard::leave(const compiled_message& m, slot place, sim_time at,
                  const message_course& course) {
    const auto readings = static_cast<std::int64_t>(m.signals.size());
    const bool read = !course.lost && !course.garbled;
    if (power_) power_->sends(place, at);
    count(read ? flow::sent : flow::lost, readings);
    count(course.lost ? flow::messages_lost : flow::messages_sent);
    if (course.lost) return;
    count(flow::bytes_sent, m.bytes);
    columns_.last_seen[place] = at;
    if (network_) network_->arrived(course);
    if (options_.message_events)
        note(event_kind::message_sent, place, at, std::to_string(read ? readings : 0));
}

/// The last step may be longer than the run, so what comes after its end has no wake at all.
void shard::wake(timing_wheel::entry entry, sim_time at) {
    if (at < world_.length()) wheel_.schedule(entry, step_of(at, world_.step()));
}

void shard::start_connectivity(std::uint32_t cohort_index, slot place) {
    auto& runtime = cohorts_[cohort_index];
    if (columns_.cohorts[cohort_index].fleet->connectivity.online == all_of_it) return;
    const auto random = random_of(place);
    const bool down = runtime.process->down_at_start(random);
    if (down) columns_.flags[place] |= flag_outage;
    if (runtime.flip_at.empty()) return;
    const auto row = place - columns_.cohorts[cohort_index].first;
    runtime.flip_at[row] = runtime.process->first(random, down);
    wake(runtime.entry(row, runtime.flip_kind), runtime.flip_at[row]);
}

void shard::flip_connectivity(const turn& t) {
    const auto c = columns_.cohort_index(t.device);
    auto& runtime = cohorts_[c];
    const auto row = t.device - columns_.cohorts[c].first;
    const auto flags = columns_.flags[t.device];
    const bool down = (flags & flag_outage) == 0;
    const auto next = t.at + runtime.process->next(random_of(t.device), ++runtime.flips[row], down);
    runtime.flip_at[row] = next;
    if (next < end_)
        plan_turn({next, t.device, turn_kind::connectivity, 0, 0});
    else
        wake(runtime.entry(row, runtime.flip_kind), next);
    recount_recovered(t.device, -1);
    set_flags(t.device, static_cast<device_flags>(flags ^ flag_outage), t.at);
    recount_recovered(t.device, +1);
}

// -- rules

void shard::look_at_rules(const std::vector<std::uint32_t>& rules, std::uint32_t cohort_index,
                          slot place, sim_time at) {
    if (!columns_.present(place)) return;  // its alerts have closed with its going
    if (rules.empty()) return;
    row_.aim(cohort_index, place, at);
    for (const auto r : rules) {
        if (!rules_.watches(r, place)) continue;
        const auto& rule = world_.rules[r];
        bool holds = rule.when.holds(row_);
        if (!holds && rules_.quiet(r, place)) continue;
        if (holds && rule.who) holds = rule.who.holds(row_);
        const auto what = rules_.look(r, place, at, rule.lasts, holds);
        if (what == rule_board::step::waits)
            plan_turn({at + rule.lasts, place, turn_kind::rule_deadline, r, at.count()});
        else
            alert(r, place, at, what);
    }
}

/// What became of commands is the devices' state from the end of the step on.
void shard::look_at_outcomes(sim_time at) {
    for (const auto place : std::exchange(judged_, {}).members()) {
        const auto c = columns_.cohort_index(place);
        look_at_rules(columns_.cohorts[c].fleet->job_rules, c, place, at);
    }
}

void shard::alert(std::uint32_t rule, slot place, sim_time at, rule_board::step step) {
    if (step == rule_board::step::nothing || step == rule_board::step::waits) return;
    const bool opened = step == rule_board::step::opened;
    count(layout_.of(rule, opened ? rule_count::fired : rule_count::closed), 1);
    count(layout_.of(rule, rule_count::open), opened ? 1 : -1);
    count(flow::alerts_open, opened ? 1 : -1);
    columns_.open_alerts[place] =
        static_cast<std::uint16_t>(columns_.open_alerts[place] + (opened ? 1 : -1));
    populations_->alerts_changed(place, counters_);
    if (opened && rules_.first_time(rule, place)) {
        rules_.note_seen(rule, place);
        count(layout_.of(rule, rule_count::devices), 1);
    }
    if (clusters_) clusters_->alert(rule, place, opened ? 1 : -1, step_, log_);
    note(opened ? event_kind::alert_opened : event_kind::alert_closed, place, at,
         world_.source().rules[rule].name);
}

}  // namespace muster
