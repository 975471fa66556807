#include <algorithm>
#include <cmath>
#include <map>

#include "actors/shard.hpp"
#include "actors/shard_acts.hpp"
#include "actors/shard_power.hpp"
#include "fleet/find_named.hpp"
#include "fleet/property_order.hpp"

/// What is wanted of properties, and what the devices answer.
namespace muster {

namespace {

const slot_set& devices_of(const change& c) {
    const auto* desired = std::get_if<desired_change>(&c.what);
    return desired != nullptr ? desired->devices : std::get<property_change>(c.what).devices;
}

}  // namespace

void shard_acts::deliver(const property_act_mail& m, sim_time at) {
    const auto devices = m.order->who().matched(s_.columns_, s_.row_, at);
    act_report_mail report{m.act, {}, 0, devices.size(), 0};
    const auto made = m.order->decide(s_.columns_, s_.state_, s_.row_, devices);
    slot_set changed;
    for (const auto& c : made)
        changed |= devices_of(c);
    s_.commit(made);
    tell_changed(made, at);
    report.changed = changed.size();
    s_.send(outside, at, std::move(report));
}

/// What follows from a property, memberships and rules, follows at once. A device thinks about all
/// that an act wants of it together.
void shard_acts::tell_changed(const std::vector<change>& made, sim_time at) {
    tell_wanted(made, at);
    slot_set asked;
    for (const auto& c : made)
        if (const auto* desired = std::get_if<desired_change>(&c.what)) asked |= desired->devices;
    for (const auto place : asked.members())
        if (s_.connected(place)) think(place, at);
}

void shard_acts::tell_wanted(const std::vector<change>& made, sim_time at) {
    for (const auto& c : made) {
        const auto* desired = std::get_if<desired_change>(&c.what);
        if (desired != nullptr) {
            tell_desired(*desired, at);
            continue;
        }
        for (const auto place : devices_of(c).members())
            s_.property_changed(place, at);
    }
}

void shard_acts::tell_desired(const desired_change& c, sim_time at) {
    const auto& name = s_.columns_.cohorts[c.cohort].fleet->properties[c.property].name();
    const auto detail = std::isnan(c.value) ? name + ": taken back" : name;
    for (const auto place : c.devices.members()) {
        s_.property_changed(place, at);
        s_.note(event_kind::property_desired, place, at, detail);
    }
}

void shard_acts::desire(std::uint32_t job, const std::vector<slot>& devices, sim_time at) {
    std::vector<std::vector<slot>> by_cohort(s_.columns_.cohorts.size());
    for (const auto place : devices)
        by_cohort[s_.columns_.cohort_index(place)].push_back(place);
    std::vector<change> made, noted;
    for (std::uint32_t c = 0; c < by_cohort.size(); ++c) {
        const auto& command = s_.columns_.cohorts[c].fleet->commands[job];
        if (command.spec == nullptr || !command.desires || by_cohort[c].empty()) continue;
        for (const auto& [property, fixed] : command.sets)
            for (const auto& [value, who] : by_value(job, c, property, fixed, by_cohort[c]))
                decide_desired(made, s_.state_, c, property, who, value);
        for (const auto& [property, fixed] : command.keeps)
            for (const auto& [value, who] : by_value(job, c, property, fixed, by_cohort[c]))
                made.push_back({{}, property_change{c, property, slot_set::of(who), value}});
    }
    if (s_.world_.jobs[job].is_reverted) decide_previous(noted, job, made, s_.row_);
    s_.commit(std::move(noted));
    s_.commit(made);
    tell_wanted(made, at);
}

/// What the job sets the property of these devices to.
std::vector<std::pair<double, std::vector<slot>>> shard_acts::by_value(
    std::uint32_t job, std::uint32_t cohort, std::uint32_t property, double fixed,
    const std::vector<slot>& devices) const {
    const auto& command = s_.columns_.cohorts[cohort].fleet->commands[job];
    if (command.reverts == none) return {{fixed, devices}};
    std::map<std::uint64_t, std::pair<double, std::vector<slot>>> found;
    for (const auto place : devices) {
        const auto value = value_set(s_.state_, command, cohort, property, fixed, place);
        if (!value) continue;
        auto& same = found[value_bits(*value)];
        same.first = *value;
        same.second.push_back(place);
    }
    std::vector<std::pair<double, std::vector<slot>>> all;
    for (auto& [bits, one] : found)
        all.push_back(std::move(one));
    return all;
}

/// Nothing was sent, so none of it counts as a command. Who can't have it has rejected it.
void shard_acts::settle(std::uint32_t job, const std::vector<slot>& devices, sim_time at) {
    const auto into = index_of(s_.world_.source().templates, s_.world_.source().jobs[job].into);
    for (const auto place : devices) {
        const auto& command = s_.columns_.cohort_of(place).fleet->commands[job];
        const auto why_not = into == none ? command.refusal : obstacle_to(place, into);
        s_.legs_.settled(job, place, at,
                         why_not.empty() ? leg_outcome::succeeded : leg_outcome::failed, why_not,
                         failure_kind::rejected);
    }
    if (into != none) migrate(slot_set::of(devices), into, at);
}

/// A value that the device need not answer any more, because another one is wanted by now, has its
/// own answer to come.
void shard_acts::answer_job(const compiled_command& wanted, std::uint32_t cohort, slot place,
                            sim_time at, const std::string& reason) {
    std::vector<change> made;
    const auto code = reason.empty() ? code_accepted : code_rejected;
    for (const auto& [property, fixed] : wanted.sets) {
        const auto* twin = s_.state_.twin(cohort, property);
        const auto value = value_set(s_.state_, wanted, cohort, property, fixed, place);
        if (twin == nullptr || !value || !twin->wants(place, *value)) continue;
        const auto* before = twin->answer(place);
        if (before != nullptr && (before->code == code || code != code_accepted)) continue;
        made.push_back({{},
                        acknowledged_change{cohort, property, slot_set::of({place}), code,
                                            twin->versions(place), reason}});
    }
    if (made.empty()) return;
    tell_answers(made, place, at);
    s_.commit(std::move(made));
    s_.property_changed(place, at);
}

void shard_acts::tell_answers(const std::vector<change>& made, slot place, sim_time at) {
    for (const auto& c : made) {
        const auto* answer = std::get_if<acknowledged_change>(&c.what);
        if (answer == nullptr) continue;
        const auto& name =
            s_.columns_.cohorts[answer->cohort].fleet->properties[answer->property].name();
        if (answer->code == code_accepted)
            s_.note(event_kind::property_accepted, place, at, name);
        else
            s_.note(event_kind::property_rejected, place, at, name + ": " + answer->text);
    }
}

namespace {

std::uint64_t taking_key(const compiled_fleet& fleet, const twin_column& twin, slot place) {
    const auto& a = fleet.properties[twin.property];
    return mix(mix(world::draw_key("desired"), a.key()), twin.versions(place));
}

}  // namespace

duration shard_acts::time_to_take(const compiled_fleet& fleet, const twin_column& twin,
                                  slot place) const {
    const auto key = taking_key(fleet, twin, place);
    const auto random = s_.random_of(place);
    auto takes = decide_command(*fleet.takings[twin.property], nullptr, random, key).takes;
    if (const auto& latency = fleet.connectivity.latency)
        takes += answer_latency(*latency, random, key);
    return takes;
}

/// A job that wants this of the device has not heard from it: its command is the answer.
bool shard_acts::job_takes(const twin_column& twin, slot place) const {
    const auto& fleet = *s_.columns_.cohorts[twin.cohort].fleet;
    for (const auto job : s_.legs_.jobs_in_flight(place)) {
        if (!fleet.commands[job].desires) continue;
        for (const auto& [wanted, fixed] : fleet.commands[job].sets) {
            if (wanted != twin.property) continue;
            const auto value =
                value_set(s_.state_, fleet.commands[job], twin.cohort, wanted, fixed, place);
            if (value && twin.wants(place, *value)) return true;
        }
    }
    return false;
}

sim_time shard_acts::thinks_since(const twin_column& twin, slot place) const {
    const auto back = back_.find(place);
    const auto since = step_begin(twin.desired.at(place)->since, s_.world_.step());
    return back == back_.end() ? since : std::max(since, back->second);
}

/// Plans the one turn in which the device answers all that it begins to think about now: when it is
/// through with the slowest.
void shard_acts::think(slot place, sim_time at) {
    const auto c = s_.columns_.cohort_index(place);
    duration takes{};
    bool any = false;
    for (const auto& twin : s_.state_.twins) {
        if (twin.cohort != c || !twin.pending(place) || thinks_since(twin, place) != at ||
            job_takes(twin, place))
            continue;
        takes = std::max(takes, time_to_take(*s_.columns_.cohorts[c].fleet, twin, place));
        any = true;
    }
    if (any) s_.plan_turn({at + takes, place, turn_kind::desired_taken, none, at.count()});
}

void shard_acts::consider(slot place, sim_time at) {
    const auto c = s_.columns_.cohort_index(place);
    const bool pending =
        std::any_of(s_.state_.twins.begin(), s_.state_.twins.end(),
                    [&](const auto& twin) { return twin.cohort == c && twin.pending(place); });
    if (!pending) return;
    back_[place] = at;
    think(place, at);
}

void shard_acts::take_late(const compiled_command& wanted, slot place, sim_time at) {
    const auto c = s_.columns_.cohort_index(place);
    for (const auto& [property, fixed] : wanted.sets)
        if (const auto* twin = s_.state_.twin(c, property); twin != nullptr && twin->pending(place))
            s_.plan_turn({at + time_to_take(*s_.columns_.cohorts[c].fleet, *twin, place), place,
                          turn_kind::desired_taken, property, twin->versions(place)});
}

bool shard_acts::answers_in(const turn& t, const twin_column& twin, std::uint32_t cohort) const {
    if (twin.cohort != cohort || !twin.pending(t.device)) return false;
    if (t.what != none) return t.what == twin.property && t.detail == twin.versions(t.device);
    const auto since = thinks_since(twin, t.device);
    const auto& fleet = *s_.columns_.cohorts[cohort].fleet;
    // Of two acts at one instant, the quicker one's turn leaves the other's values alone.
    return since.count() == t.detail && !job_takes(twin, t.device) &&
           since + time_to_take(fleet, twin, t.device) <= t.at;
}

void shard_acts::answer_desired(const twin_column& twin, slot place,
                                std::vector<change>& out) const {
    const auto& fleet = *s_.columns_.cohorts[twin.cohort].fleet;
    const auto course = decide_command(*fleet.takings[twin.property], nullptr, s_.random_of(place),
                                       taking_key(fleet, twin, place));
    const bool takes = course.fails.empty();
    const auto who = slot_set::of({place});
    out.push_back(
        {{},
         acknowledged_change{twin.cohort, twin.property, who, takes ? code_accepted : code_rejected,
                             twin.versions(place), course.fails}});
    if (takes)
        out.push_back(
            {{}, property_change{twin.cohort, twin.property, who, twin.wanted(place)->value}});
}

/// A value that was overtaken has a turn of its own to come, and so has one that the device thinks
/// about anew because it was away. One that is away then looks again when it is back.
void shard_acts::take_desired(const turn& t) {
    if (!s_.connected(t.device)) return;
    const auto c = s_.columns_.cohort_index(t.device);
    std::vector<change> made;
    bool more = false;
    for (const auto& twin : s_.state_.twins)
        if (answers_in(t, twin, c))
            answer_desired(twin, t.device, made);
        else
            more = more || (twin.cohort == c && twin.pending(t.device));
    if (!more) back_.erase(t.device);
    if (made.empty()) return;
    tell_answers(made, t.device, t.at);
    s_.commit(std::move(made));
    s_.property_changed(t.device, t.at);
}

}  // namespace muster
