#include "actors/shard_questions.hpp"

#include <algorithm>

#include "actors/defaults.hpp"
#include "actors/shard.hpp"
#include "actors/shard_acts.hpp"
#include "actors/shard_power.hpp"
#include "fleet/decide.hpp"

namespace muster {

void shard_questions::deliver(const question_mail& m, sim_time at) {
    const auto devices = m.order->who().matched(s_.columns_, s_.row_, at);
    auto& question = open_.insert_or_assign(m.act, open_question(m.order, at)).first->second;
    question.expect(devices.size());
    for (const auto place : devices.members())
        ask(question, place, at);
    question.begin();
}

void shard_questions::ask(open_question& question, slot place, sim_time at) {
    if (!s_.connected(place)) return question.add_absent(place);
    if (question.order().tells_command()) return tell(question, place, at);
    ask_value(question, place, at);
}

void shard_questions::ask_value(open_question& question, slot place, sim_time at) {
    s_.row_.aim(place, at);
    const auto value = question.order().value().evaluate(s_.row_);
    const auto due = at + latency_of(question, place);
    if (value.is_null()) return question.add_nothing(place, due);
    if (value.is_text()) return question.add_text(place, due, value.text());
    question.add_number(place, due, value.number());
}

duration shard_questions::latency_of(const open_question& question, slot place) const {
    const auto random = s_.random_of(place);
    const auto key = question.order().draw_key();
    auto takes = s_.faults_.slows(place, random, key);
    if (const auto& latency = s_.columns_.cohort_of(place).fleet->connectivity.latency)
        takes += answer_latency(*latency, random, key);
    return takes;
}

void shard_questions::tell(open_question& question, slot place, sim_time at) {
    const auto& order = question.order();
    const auto& command = order.command(s_.columns_.cohort_of(place).fleet->index);
    if (command.spec == nullptr) return question.add_refused(place);
    s_.count(flow::commands_sent);
    s_.count(flow::calls_sent);
    if (s_.power_) s_.power_->obeys(place, at);
    const auto course = s_.acts_->course_of(command, place, order.draw_key(), at);
    question.add_told(place, at + course.takes, course.fails);
}

sim_time shard_questions::next() const {
    auto next = never;
    for (const auto& [act, question] : open_)
        next = std::min(next, question.next());
    return next;
}

void shard_questions::gather(sim_time end, std::vector<turn>& to) {
    for (auto& [act, question] : open_)
        for (const auto& [place, at] : question.take_done(end))
            to.push_back({at, place, turn_kind::asked_done, 0, static_cast<std::int64_t>(act)});
}

void shard_questions::finish(const turn& t) {
    const auto found = open_.find(static_cast<std::uint64_t>(t.detail));
    if (found == open_.end() || !found->second.waits_for(t.device)) return;
    auto& question = found->second;
    if (question.is_late(t.device)) {
        question.give_up(t.device);
        give_up(t.device, t.at, "no answer in time", true);
    } else {
        conclude(question, t);
    }
    if (s_.power_) s_.power_->rest(t.device, t.at);
}

void shard_questions::conclude(open_question& question, const turn& t) {
    const auto& order = question.order();
    const auto c = s_.columns_.cohort_index(t.device);
    const auto& fleet = *s_.columns_.cohorts[c].fleet;
    const auto& command = order.command(fleet.index);
    s_.row_.aim(c, t.device, t.at);
    const auto end = decide_end(fleet, command, s_.row_, s_.random_of(t.device), order.draw_key(),
                                std::string(question.failure_of(t.device)));
    const bool succeeds = end.fails.empty();
    auto said = succeeds ? s_.acts_->said(command, order.wanted().what.request, order.draw_key(),
                                          end.effect, t.device, t.at)
                         : end.fails;
    if (said.size() > defaults::command_answer_bytes) said.clear();
    question.conclude(t.device, succeeds, said);
    s_.count(succeeds ? flow::commands_succeeded : flow::commands_failed);
    s_.note(succeeds ? event_kind::command_succeeded : event_kind::command_failed, t.device, t.at,
            end.fails);
    s_.acts_->follow_up(command, end, c, t);
}

void shard_questions::leave(slot place, sim_time at) {
    for (auto& [act, question] : open_)
        if (question.leave(place, at) && question.order().tells_command())
            give_up(place, at, "the device went away before it answered", false);
}

/// What the device was told has no effect any more.
void shard_questions::give_up(slot place, sim_time at, const std::string& reason, bool late) {
    s_.count(late ? flow::commands_timed_out : flow::commands_failed);
    s_.note(late ? event_kind::command_timed_out : event_kind::command_failed, place, at, reason);
}

void shard_questions::end_step() {
    for (auto at = open_.begin(); at != open_.end();) {
        auto& question = at->second;
        question.look_again();
        if (question.closes() >= s_.end_) {
            ++at;
            continue;
        }
        s_.send(outside, std::max(question.closes(), s_.begin_),
                answers_mail{at->first, question.take(s_.columns_)});
        at = open_.erase(at);
    }
}

bool shard_questions::busy(slot place) const {
    return std::any_of(open_.begin(), open_.end(), [&](const auto& one) {
        return one.second.order().tells_command() && one.second.waits_for(place);
    });
}

}  // namespace muster
