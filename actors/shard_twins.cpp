#include "actors/shard.hpp"
#include "actors/shard_acts.hpp"
#include "actors/shard_power.hpp"
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

/// What follows from a property, memberships and rules, follows at once.
void shard_acts::tell_changed(const std::vector<change>& made, sim_time at) {
    for (const auto& c : made) {
        const auto* desired = std::get_if<desired_change>(&c.what);
        if (desired != nullptr) tell_desired(*desired, at);
        for (const auto place : devices_of(c).members())
            if (desired == nullptr)
                s_.property_changed(place, at);
            else if (s_.connected(place))
                plan_taking(desired->cohort, desired->property, place, at);
    }
}

void shard_acts::tell_desired(const desired_change& c, sim_time at) {
    const auto& name = s_.columns_.cohorts[c.cohort].fleet->properties[c.property].name();
    for (const auto place : c.devices.members()) {
        s_.property_changed(place, at);
        s_.note(event_kind::property_desired, place, at, name);
    }
}

void shard_acts::desire(std::uint32_t job, const std::vector<slot>& devices, sim_time at) {
    std::vector<std::vector<slot>> by_cohort(s_.columns_.cohorts.size());
    for (const auto place : devices)
        by_cohort[s_.columns_.cohort_index(place)].push_back(place);
    std::vector<change> made;
    for (std::uint32_t c = 0; c < by_cohort.size(); ++c) {
        const auto& command = s_.columns_.cohorts[c].fleet->commands[job];
        if (command.spec == nullptr || !command.desires || by_cohort[c].empty()) continue;
        for (const auto& [property, value] : command.sets)
            decide_desired(made, s_.state_, c, property, by_cohort[c], value);
    }
    s_.commit(made);
    for (const auto& c : made)
        tell_desired(std::get<desired_change>(c.what), at);
}

/// A value that the device need not answer any more, because another one is wanted by now, has its
/// own answer to come.
void shard_acts::answer_job(const compiled_command& wanted, std::uint32_t cohort, slot place,
                            sim_time at, const std::string& reason) {
    std::vector<change> made;
    const auto code = reason.empty() ? code_accepted : code_rejected;
    for (const auto& [property, value] : wanted.sets) {
        const auto* twin = s_.state_.twin(cohort, property);
        const auto* desired = twin == nullptr ? nullptr : twin->desired.at(place);
        if (desired == nullptr || value_bits(desired->value) != value_bits(value)) continue;
        const auto* before = twin->answer(place);
        if (before != nullptr && (before->code == code || code != code_accepted)) continue;
        made.push_back({{},
                        acknowledged_change{cohort, property, slot_set::of({place}), code,
                                            desired->version, reason}});
    }
    if (made.empty()) return;
    for (const auto& c : made)
        tell_answer(cohort, std::get<acknowledged_change>(c.what).property, place, at, reason);
    s_.commit(std::move(made));
    s_.property_changed(place, at);
}

void shard_acts::tell_answer(std::uint32_t cohort, std::uint32_t property, slot place, sim_time at,
                             const std::string& reason) {
    const auto& name = s_.columns_.cohorts[cohort].fleet->properties[property].name();
    s_.note(reason.empty() ? event_kind::property_accepted : event_kind::property_rejected, place,
            at, reason.empty() ? name : name + ": " + reason);
}

std::uint64_t shard_acts::taking_key(std::uint32_t cohort, std::uint32_t property,
                                     std::uint32_t version) const {
    const auto& a = s_.columns_.cohorts[cohort].fleet->properties[property];
    return mix(mix(world::draw_key("desired"), a.key()), version);
}

void shard_acts::plan_taking(std::uint32_t cohort, std::uint32_t property, slot place,
                             sim_time at) {
    const auto& fleet = *s_.columns_.cohorts[cohort].fleet;
    const auto version = s_.state_.twin(cohort, property)->desired.at(place)->version;
    const auto key = taking_key(cohort, property, version);
    const auto random = s_.random_of(place);
    auto takes = decide_command(*fleet.takings[property], nullptr, random, key).takes;
    if (const auto& latency = fleet.connectivity.latency)
        takes += answer_latency(*latency, random, key);
    s_.plan_turn({at + takes, place, turn_kind::desired_taken, property, version});
}

/// A job that wants the property of the device has not heard from it: its command is the answer.
bool shard_acts::job_takes(std::uint32_t cohort, std::uint32_t property, slot place) const {
    const auto& fleet = *s_.columns_.cohorts[cohort].fleet;
    for (const auto job : s_.legs_.jobs_in_flight(place)) {
        if (!fleet.commands[job].desires) continue;
        for (const auto& [wanted, value] : fleet.commands[job].sets)
            if (wanted == property) return true;
    }
    return false;
}

void shard_acts::consider(slot place, sim_time at) {
    if (s_.state_.twins.empty()) return;
    const auto c = s_.columns_.cohort_index(place);
    for (const auto& twin : s_.state_.twins)
        if (twin.cohort == c && twin.pending(place) && !job_takes(c, twin.property, place))
            plan_taking(c, twin.property, place, at);
}

void shard_acts::take_late(const compiled_command& wanted, slot place, sim_time at) {
    const auto c = s_.columns_.cohort_index(place);
    for (const auto& [property, value] : wanted.sets)
        if (const auto* twin = s_.state_.twin(c, property); twin != nullptr && twin->pending(place))
            plan_taking(c, property, place, at);
}

/// One that is away then looks again when it is back.
void shard_acts::take_desired(const turn& t) {
    const auto c = s_.columns_.cohort_index(t.device);
    const auto* twin = s_.state_.twin(c, t.what);
    const auto* wanted = twin == nullptr ? nullptr : twin->desired.at(t.device);
    if (wanted == nullptr || wanted->version != t.detail || !twin->pending(t.device) ||
        !s_.connected(t.device))
        return;
    const auto& fleet = *s_.columns_.cohorts[c].fleet;
    const auto course = decide_command(*fleet.takings[t.what], nullptr, s_.random_of(t.device),
                                       taking_key(c, t.what, wanted->version));
    const bool takes = course.fails.empty();
    const auto value = wanted->value;
    std::vector<change> made;
    made.push_back({{},
                    acknowledged_change{c, t.what, slot_set::of({t.device}),
                                        takes ? code_accepted : code_rejected, wanted->version,
                                        course.fails}});
    if (takes) made.push_back({{}, property_change{c, t.what, slot_set::of({t.device}), value}});
    s_.commit(std::move(made));
    s_.property_changed(t.device, t.at);
    tell_answer(c, t.what, t.device, t.at, course.fails);
}

void shard_acts::connection_changed(slot place, bool connected, sim_time at) {
    if (!connected) return;
    consider(place, at);
    for (const auto number : s_.state_.commands.open(place)) {
        const auto state = s_.state_.commands.find(number)->state;
        if (state == command_state::waiting || state == command_state::queued)
            launch(number, at);
        else if (calls_.at(number).held)
            s_.plan_turn({at, place, turn_kind::call_done, 0, static_cast<std::int64_t>(number)});
    }
}

}  // namespace muster
