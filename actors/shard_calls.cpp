#include <algorithm>
#include <cmath>

#include "actors/defaults.hpp"
#include "actors/shard.hpp"
#include "actors/shard_acts.hpp"
#include "actors/shard_power.hpp"
#include "fleet/command_code.hpp"
#include "fleet/device_page.hpp"
#include "fleet/find_named.hpp"

/// Commands that single devices are told outside of jobs. A device has each of them once: what a
/// repeat gets is in the history.
namespace muster {

namespace {

/// The version that the device has when the command has succeeded; NaN: the one it had.
double installed(const compiled_command& command, const compiled_effect* effect) {
    return effect != nullptr && effect->reports ? *effect->reports : command.installs;
}

bool same_wish(const command_record& record, const command_act& wanted) {
    return record.request == wanted.request;
}

}  // namespace

void shard_acts::deliver(const command_act_mail& m, sim_time at) {
    const auto place = s_.columns_.find(m.order->device_key());
    if (!place) return report(m.act, at, std::nullopt);
    const auto fresh = open_record(m, *place, at);
    const auto* known = s_.state_.commands.find(*place, fresh.id);
    if (known == nullptr) return begin(fresh, m, at);
    if (known->command != fresh.command || !same_wish(*known, m.order->wanted()))
        return report(m.act, at, std::nullopt,
                      "the id '" + fresh.id + "' was used for another command of the device");
    const auto waits = calls_.find(known->number);
    const bool nobody_waits =
        waits == calls_.end() || (known->state == command_state::sent && !waits->second.timed);
    const bool answered = is_over(known->state) || known->state == command_state::accepted ||
                          known->state == command_state::queued || nobody_waits;
    if (answered) return report(m.act, at, *known);
    waits->second.askers.push_back(m.act);
}

command_record shard_acts::open_record(const command_act_mail& m, slot place, sim_time at) const {
    const auto& wanted = m.order->wanted();
    const auto& command = m.order->of(s_.columns_.cohort_of(place).fleet->index);
    command_record r;
    r.number = m.act;
    r.device = place;
    r.id = wanted.id;
    r.command = command.spec == nullptr
                    ? wanted.command
                    : qualified_name(command.spec->component, command.spec->name);
    r.request = wanted.request;
    r.asked = at;
    return r;
}

/// Opens the record, and sends the command where the device is there to have it.
void shard_acts::begin(const command_record& record, const command_act_mail& m, sim_time at) {
    const auto& wanted = m.order->wanted();
    const auto place = record.device;
    const auto& command = m.order->of(s_.columns_.cohort_of(place).fleet->index);
    calls_[record.number] = {m.order, {m.act}, {}, false, false};
    const auto refuse = [&](std::uint16_t code, std::string why) {
        conclude(record, command_state::refused, code, std::move(why), at);
    };
    if (command.spec == nullptr) return refuse(code_rejected, command.refusal);
    if ((s_.columns_.flags[place] & (flag_blocked | flag_waiting)) != 0)
        return refuse(code_blocked, "the device is blocked or waits for its approval");
    if (s_.state_.commands.open(place).size() >= defaults::commands_under_way ||
        s_.state_.commands.full())
        return refuse(code_too_many, "too many commands are under way");
    auto entered = record;
    if (s_.connected(place)) {
        enter(std::move(entered));
        return launch(record.number, at);
    }
    const bool queues = wanted.queue_for > duration{};
    const auto patience = queues ? wanted.queue_for : wanted.connect_within;
    if (patience == duration{}) return refuse(code_not_connected, "the device is not connected");
    entered.state = queues ? command_state::queued : command_state::waiting;
    enter(entered);
    s_.plan_turn({at + patience, place, turn_kind::call_deadline, 0,
                  static_cast<std::int64_t>(record.number)});
    if (queues) tell_askers(entered, at);
}

command_course shard_acts::course_of(const compiled_command& command, slot place, std::uint64_t key,
                                     sim_time at) const {
    const auto random = s_.random_of(place);
    if (!command.cases.empty()) s_.row_.aim(place, at);
    auto course = decide_command(*command.spec, case_for(command, s_.row_), random, key);
    if (const auto& latency = s_.columns_.cohort_of(place).fleet->connectivity.latency)
        course.takes += answer_latency(*latency, random, key);
    s_.faults_.bend(place, *command.spec, random, key, course);
    return course;
}

void shard_acts::launch(std::uint64_t number, sim_time at) {
    auto record = *s_.state_.commands.find(number);
    auto& c = calls_.at(number);
    const auto place = record.device;
    const auto& fleet = *s_.columns_.cohort_of(place).fleet;
    const auto& command = c.order->of(fleet.index);
    s_.count(flow::commands_sent);
    s_.count(flow::calls_sent);
    if (s_.power_) s_.power_->obeys(place, at);
    auto course = course_of(command, place, c.order->draw_key(), at);
    c.fails = std::move(course.fails);
    const auto detail = static_cast<std::int64_t>(number);
    const bool was_queued = record.state == command_state::queued;
    record.sent = at;
    record.state = command.spec->long_running ? command_state::accepted : command_state::sent;
    if (command.spec->long_running) record.code = code_pending;
    enter(record);
    s_.plan_turn({at + course.takes, place, turn_kind::call_done, 0, detail});
    if (command.spec->long_running) return tell_askers(record, at);
    c.timed = !was_queued;
    if (c.timed)
        s_.plan_turn(
            {at + c.order->wanted().answer_within, place, turn_kind::call_deadline, 0, detail});
}

void shard_acts::finish_call(const turn& t) {
    const auto number = static_cast<std::uint64_t>(t.detail);
    const auto at = calls_.find(number);
    if (at == calls_.end()) return;
    auto record = *s_.state_.commands.find(number);
    if (t.kind == turn_kind::call_deadline) return finish_late(std::move(record), t);
    if (!s_.connected(t.device)) {  // done, but it can't say so before it is back
        at->second.held = true;
        return;
    }
    const auto c = s_.columns_.cohort_index(t.device);
    const auto order = at->second.order;
    const auto& command = order->of(s_.columns_.cohorts[c].fleet->index);
    s_.row_.aim(c, t.device, t.at);
    const auto end = decide_end(*s_.columns_.cohorts[c].fleet, command, s_.row_,
                                s_.random_of(t.device), order->draw_key(), at->second.fails);
    const bool succeeds = end.fails.empty();
    auto reason = succeeds ? answer(record, *order, end.effect, t.at) : end.fails;
    conclude(std::move(record), succeeds ? command_state::succeeded : command_state::failed,
             succeeds ? code_accepted : code_failed, std::move(reason), t.at);
    follow_up(command, end, c, t);
}

/// Puts in what the device says that succeeded. Not empty: why there is no answer.
std::string shard_acts::answer(command_record& record, const command_order& order,
                               const compiled_effect* effect, sim_time at) const {
    const auto& command = order.of(s_.columns_.cohort_of(record.device).fleet->index);
    if (command.spec->model == nullptr || !command.spec->model->has_response()) return {};
    auto text = said(command, record.request, order.draw_key(), effect, record.device, at);
    if (text.empty() || text.size() > defaults::command_answer_bytes)
        return "the answer is longer than " + std::to_string(defaults::command_answer_bytes) +
               " bytes and is not kept";
    record.answer = std::move(text);
    return {};
}

std::string shard_acts::said(const compiled_command& command, const command_request_fields& request,
                             std::uint64_t draw_key, const compiled_effect* effect, slot place,
                             sim_time at) const {
    const auto* model = command.spec->model.get();
    if (model == nullptr || !model->has_response()) return {};
    const auto& fleet = *s_.columns_.cohort_of(place).fleet;
    auto soon = command.sets;
    if (const auto version = installed(command, effect);
        !std::isnan(version) && fleet.firmware_property != none)
        soon.emplace_back(fleet.firmware_property, version);
    const auto values = values_of(s_.world_, s_.columns_, s_.state_, place, soon);
    return model->answer(
        {request, s_.random_of(place), draw_key, s_.world_.source().time.start + at, values});
}

/// A time that was for another state of the command says nothing.
void shard_acts::finish_late(command_record record, const turn& t) {
    const auto& c = calls_.at(record.number);
    if (record.state == command_state::waiting)
        return conclude(std::move(record), command_state::refused, code_not_connected,
                        "the device did not connect in time", t.at);
    if (record.state == command_state::queued)
        return conclude(std::move(record), command_state::expired, code_expired,
                        "the device did not connect within the command's time to live", t.at);
    const bool due = c.timed && t.at >= record.sent + c.order->wanted().answer_within;
    if (record.state == command_state::sent && due)
        conclude(std::move(record), command_state::timed_out, code_no_answer, "no answer in time",
                 t.at);
}

void shard_acts::conclude(command_record record, command_state state, std::uint16_t code,
                          std::string reason, sim_time at) {
    record.state = state;
    record.code = code;
    record.reason = std::move(reason);
    record.answered = at;
    const auto place = record.device;
    if (record.sent != never) tell_end(record, at);
    enter(record);
    const auto& askers = calls_.at(record.number).askers;
    const bool asks = std::find(askers.begin(), askers.end(), record.number) != askers.end();
    tell_askers(record, at);
    if (!asks) report(record.number, at, record);  // it was told before how the command stood
    calls_.erase(record.number);
    if (s_.power_) s_.power_->rest(place, at);
}

void shard_acts::tell_end(const command_record& record, sim_time at) {
    const bool succeeded = record.state == command_state::succeeded;
    const bool late = record.state == command_state::timed_out;
    s_.count(succeeded ? flow::commands_succeeded
             : late    ? flow::commands_timed_out
                       : flow::commands_failed);
    s_.note(succeeded ? event_kind::command_succeeded
            : late    ? event_kind::command_timed_out
                      : event_kind::command_failed,
            record.device, at, record.reason);
}

void shard_acts::enter(command_record record) {
    std::vector<change> made;
    made.push_back({{}, command_change{std::move(record)}});
    s_.commit(std::move(made));
}

void shard_acts::tell_askers(const command_record& record, sim_time at) {
    for (const auto act : std::exchange(calls_.at(record.number).askers, {}))
        report(act, at, record);
}

void shard_acts::report(std::uint64_t act, sim_time at, std::optional<command_record> record,
                        std::string refusal) {
    const std::uint64_t known = record || !refusal.empty() ? 1 : 0;
    s_.send(outside, at,
            act_report_mail{act, std::move(refusal), 0, known, known, std::move(record)});
}

bool shard_acts::busy(slot place) const {
    for (const auto number : s_.state_.commands.open(place))
        if (s_.state_.commands.find(number)->sent != never) return true;
    return questions_.busy(place);
}

void shard_acts::crashed(slot place, sim_time at, const std::string& reason) {
    for (const auto number : s_.state_.commands.open(place)) {
        const auto& record = *s_.state_.commands.find(number);
        if (record.sent != never) conclude(record, command_state::failed, code_failed, reason, at);
    }
}

/// What follows from the end of a command.
void shard_acts::follow_up(const compiled_command& command, const command_end& end,
                           std::uint32_t cohort_index, const turn& t) {
    if (end.fails.empty()) take_effect(command, end.effect, cohort_index, t);
    if (command.desires) answer_job(command, cohort_index, t.device, t.at, end.fails);
    if (end.effect != nullptr) s_.plan_fault(end.effect->fault, t.device, t.at);
}

/// A command that succeeded does to the device what it says.
void shard_acts::take_effect(const compiled_command& command, const compiled_effect* effect,
                             std::uint32_t cohort_index, const turn& t) {
    if (command.spec == nullptr) return;
    const auto& fleet = *s_.columns_.cohorts[cohort_index].fleet;
    std::vector<change> made;
    const auto set = [&](std::uint32_t property, double value) {
        made.push_back(
            {{}, property_change{cohort_index, property, slot_set::of({t.device}), value}});
    };
    const auto version = installed(command, effect);
    if (!std::isnan(version) && fleet.firmware_property != none)
        set(fleet.firmware_property, version);
    const auto overtaken = [&](std::uint32_t property, double value) {
        const auto* twin = s_.state_.twin(cohort_index, property);
        return command.desires && (twin == nullptr || !twin->wants(t.device, value));
    };
    for (const auto& [property, fixed] : command.sets) {
        const auto value = value_set(s_.state_, command, cohort_index, property, fixed, t.device);
        if (value && !overtaken(property, *value)) set(property, *value);
    }
    if (!made.empty()) {
        s_.commit(std::move(made));
        s_.property_changed(t.device, t.at);
    }
    if (command.moves_states)
        s_.measuring_.obey(qualified_name(command.spec->component, command.spec->name),
                           cohort_index, t.device, t.at);
    s_.plan_fault(command.starts, t.device, t.at);
}

}  // namespace muster
