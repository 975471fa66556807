#include "actors/shard_jobs.hpp"

#include <algorithm>
#include <unordered_set>

#include "actors/device.hpp"
#include "actors/shard.hpp"
#include "actors/shard_acts.hpp"
#include "actors/shard_choice.hpp"

#include "fleet/failure_budget.hpp"
#include "fleet/job_clash.hpp"
#include "fleet/leg_stock.hpp"

namespace muster {

namespace {

/// Those of `all` for whom the condition holds.
slot_set filtered(const slot_set& all, const query::expression& who, device_row& row,
                  sim_time now) {
    std::vector<slot> found;
    for (const auto place : all.members()) {
        row.aim(place, now);
        if (who.holds(row)) found.push_back(place);
    }
    return slot_set::of(found);
}

/// Those who took the change, and those who may have.
slot_set taken_in(const leg_state* leg) {
    slot_set all;
    if (leg == nullptr) return all;
    all = leg->of(leg_outcome::succeeded);
    for (const auto& [reason, devices] : leg->reasons)
        if (reason.rfind(reason_in_doubt, 0) == 0) all |= devices;
    return all;
}

slot_set failed_in(const leg_state* leg) {
    slot_set all;
    if (leg == nullptr) return all;
    for (const auto how : {leg_outcome::failed, leg_outcome::timed_out, leg_outcome::unreached})
        all |= leg->of(how);
    return all;
}

failure_kind kind_of(leg_outcome outcome) {
    return outcome == leg_outcome::timed_out ? failure_kind::timed_out : failure_kind::failed;
}

}  // namespace

/// A job that rolls another one back covers those who took the change; one that reverts it, all of
/// whom the change was wanted, since who was away will take it later; one that does it again, those
/// who failed.
slot_set shard_jobs::targets_of(std::uint32_t job, sim_time now) {
    const auto& compiled = s_.world_.jobs[job];
    auto all = s_.populations_->members(s_.world_.job_population[job], now);
    if (compiled.reverts) all = set_by(leg_of(*compiled.reverts), all);
    if (compiled.reruns) all &= failed_in(leg_of(*compiled.reruns));
    const auto& back = compiled.rolls_back;
    if (back && compiled.reverts != back && compiled.reruns != back) all &= taken_in(leg_of(*back));
    return compiled.target.who ? filtered(all, compiled.target.who, s_.row_, now) : all;
}

members_mail shard_jobs::survey(const survey_mail& what, sim_time now) {
    using subject = survey_mail::subject;
    if (what.about == subject::candidates)
        return told_of(candidates(what.index, now), s_.world_.source().jobs[what.index].target);
    if (what.about == subject::health) return examine(what.index, now);
    if (what.about == subject::joined) return add_joiners(what.index, now);
    if (what.about == subject::job) return freeze(what.index, what.threshold, now);
    const auto* leg = leg_of(what.index);
    return leg == nullptr ? members_mail{} : stock_of(*leg);
}

choice_candidates shard_jobs::candidates(std::uint32_t job, sim_time now) {
    const auto& target = s_.world_.jobs[job].target;
    choice_candidates found;
    for (const auto place : targets_of(job, now).members()) {
        s_.row_.aim(place, now);
        if (target.by && s_.row_.get(*target.by).is_null()) continue;  // in no cluster
        found.emplace_back(choice_hash(target, s_.row_, s_.columns_.keys[place]), place);
    }
    return found;
}

slot_set shard_jobs::chosen(std::uint32_t job, std::uint64_t threshold, sim_time now) {
    if (!s_.world_.source().jobs[job].target.chooses()) return targets_of(job, now);
    std::vector<slot> taken;
    for (const auto& [hash, place] : candidates(job, now))
        if (hash <= threshold) taken.push_back(place);
    return slot_set::of(taken);
}

/// All places of the devices that have these: one that got another template is the same device.
slot_set shard_jobs::of_devices(const slot_set& places) const {
    const auto& fleets = s_.world_.fleets;
    if (std::none_of(fleets.begin(), fleets.end(), [](const auto& f) { return f.is_copy(); }))
        return places;
    std::unordered_set<std::uint64_t> keys;
    for (const auto place : places.members())
        keys.insert(s_.columns_.keys[place]);
    slot_set all;
    for (slot place = 0; place < s_.columns_.size(); ++place)
        if (keys.contains(s_.columns_.keys[place])) all.add(place);
    return all;
}

/// Whoever is one of those that the job means, and is no target yet. The window may be closed for
/// them.
members_mail shard_jobs::add_joiners(std::uint32_t job, sim_time now) {
    auto more = targets_of(job, now);
    if (const auto* leg = leg_of(job)) more -= of_devices(leg->targets);
    std::vector<change> made;
    s_.legs_.join(job, more, s_.columns_.flags, made);
    s_.commit(std::move(made));
    if (!more.empty() && s_.world_.source().jobs[job].window) deliver(leg_window_mail{job}, now);
    if (const auto& reach = s_.world_.source().jobs[job].reach)
        for (const auto place : more.members())
            s_.plan_turn({now + *reach, place, turn_kind::told_again, job, 1});
    members_mail answer;
    answer.matched = more.size();
    return answer;
}

members_mail shard_jobs::freeze(std::uint32_t job, std::uint64_t threshold, sim_time now) {
    const auto& spec = s_.world_.source().jobs[job];
    const auto targets = chosen(job, threshold, now);
    std::vector<std::optional<slot_set>> named;
    for (std::size_t b = 0; b < spec.batches.size(); ++b) {
        named.emplace_back();
        if (spec.batches[b].kind == batch_spec::form::group)
            named.back() =
                s_.populations_->members(s_.world_.group_population(spec.batches[b].group), now);
        if (spec.batches[b].kind == batch_spec::form::condition)
            named.back() = filtered(targets, s_.world_.jobs[job].batch_who[b], s_.row_, now);
    }
    if (named.empty()) named.emplace_back();
    std::vector<change> made;
    const leg_board::manner how{s_.world_.job_asks[job],
                                spec.outage ? spec.outage->within : duration{},
                                ends_by_permit(spec)};
    auto answer = s_.legs_.open(job, how, targets, named, now, made);
    s_.commit(std::move(made));
    return answer;
}

members_mail shard_jobs::examine(std::uint32_t job, sim_time now) {
    const auto& terms = s_.world_.jobs[job].health->terms();
    members_mail answer;
    answer.batch_sizes.resize(terms.size());
    const auto* leg = leg_of(job);
    if (leg == nullptr) return answer;
    const auto count = [&](leg_outcome outcome, bool others) {
        for (const auto place : leg->of(outcome).members()) {
            const auto state = static_cast<std::size_t>(state_of(s_.columns_.flags[place]));
            s_.row_.aim(place, now);
            for (std::size_t t = 0; t < terms.size(); ++t) {
                if (terms[t].others != others) continue;
                if (terms[t].state < device_states_count && terms[t].state != state) continue;
                if (!terms[t].filter || terms[t].filter.holds(s_.row_)) ++answer.batch_sizes[t];
            }
        }
    };
    for (const auto done : {leg_outcome::succeeded, leg_outcome::failed, leg_outcome::timed_out})
        count(done, false);
    for (const auto to_come : {leg_outcome::pending, leg_outcome::dispatched})
        count(to_come, true);
    return answer;
}

bool shard_jobs::is_open(std::uint32_t job, slot place, sim_time at) {
    const auto& window = *s_.world_.source().jobs[job].window;
    const auto start = s_.world_.source().time.start;
    if (!window.of_device)
        return open_hours::is_open(window, s_.world_.jobs[job].window_zone, start, at);
    const auto& fleet = *s_.columns_.cohort_of(place).fleet;
    if (fleet.zone_tag == none) return open_hours::is_open(window, fleet.zone, start, at);
    s_.row_.aim(place, at);
    return open_hours::is_open(window, fleet.zone_of(s_.row_.tag(fleet.zone_tag)), start, at);
}

void shard_jobs::deliver(const leg_window_mail& m, sim_time at) {
    const auto* leg = leg_of(m.job);
    if (leg == nullptr) return;
    std::vector<slot> closed;
    for (const auto place : leg->targets.members())
        if (!is_open(m.job, place, at)) closed.push_back(place);
    s_.legs_.close_window(m.job, slot_set::of(closed), s_.columns_.flags);
}

/// A pause is drawn for each device and attempt, so that those who failed together do not come back
/// together.
void shard_jobs::deliver(const leg_retry_mail& m, sim_time at) {
    const auto& retry = *s_.world_.source().jobs[m.job].retry;
    const auto until = [&](slot place, leg_outcome outcome) {
        const auto failures = s_.state_.legs.at(m.job).attempts_of(place);
        const auto key = s_.world_.job_key[m.job];
        const auto unit = s_.random_of(place).unit(stream::told_again, key, failures);
        return at + retry.of(kind_of(outcome)).pauses.pause(failures, unit);
    };
    std::vector<change> made;
    const auto asked = s_.legs_.answer(m, until, made);
    s_.commit(std::move(made));
    for (const auto& one : asked)
        if (one.granted)
            s_.plan_turn({one.until, one.device, turn_kind::told_again, m.job, 0});
        else
            s_.legs_.settled(m.job, one.device, at, one.outcome, one.reason);
}

/// A device that was told meanwhile has another time to be reached in.
void shard_jobs::tell_again(const turn& t) {
    const auto* leg = leg_of(t.what);
    if (leg == nullptr) return;  // its job was erased meanwhile
    const auto next_attempt = 1 + leg->attempts_of(t.device);
    if (t.detail == 0) {
        s_.legs_.tell_again(t.what, t.device, s_.columns_.flags);
        if (const auto& reach = s_.world_.source().jobs[t.what].reach)
            s_.plan_turn({t.at + *reach, t.device, turn_kind::told_again, t.what, next_attempt});
        return;
    }
    if (t.detail != next_attempt) return;
    std::vector<change> made;
    s_.legs_.give_up(t.what, t.device, s_.state_, s_.columns_.flags, t.at, made);
    s_.commit(std::move(made));
}

const leg_state* shard_jobs::leg_of(std::uint32_t job) const {
    const auto leg = s_.state_.legs.find(job);
    return leg == s_.state_.legs.end() ? nullptr : &leg->second;
}

/// Who was set anew since is not set back, nor told so again; nor is anybody whose value of before
/// nobody knows any more.
void shard_jobs::leave_changed(std::uint32_t job) {
    const auto& origin = s_.world_.jobs[job].reverts;
    if (!origin || leg_of(job) == nullptr) return;
    std::vector<change> made;
    if (leg_of(*origin) == nullptr) {
        s_.legs_.skip(job, s_.legs_.next_in(job), s_.columns_.flags, s_.begin_, reason_forgotten,
                      made);
        return s_.commit(std::move(made));
    }
    std::vector<slot> changed;
    for (const auto place : s_.legs_.next_in(job).members()) {
        const auto c = s_.columns_.cohort_index(place);
        s_.row_.aim(c, place, s_.begin_);
        if (changed_since(s_.state_, *s_.columns_.cohorts[c].fleet, c, job, place, s_.row_))
            changed.push_back(place);
    }
    s_.legs_.skip(job, slot_set::of(changed), s_.columns_.flags, s_.begin_, reason_changed_since,
                  made);
    s_.commit(std::move(made));
}

/// Other jobs that want another value of a property of these devices, and are not done with them.
void shard_jobs::note_rivals(std::uint32_t job, const std::vector<slot>& sent) {
    std::vector<bool> clashes(s_.columns_.cohorts.size());
    for (const auto rival : s_.legs_.jobs()) {
        const auto* leg = leg_of(rival);
        if (rival == job || leg == nullptr) continue;
        for (std::size_t c = 0; c < clashes.size(); ++c)
            clashes[c] = clash_of(*s_.columns_.cohorts[c].fleet, job, rival) != none;
        for (const auto place : sent) {
            const auto c = s_.columns_.cohort_index(place);
            const bool open = leg->of(leg_outcome::pending).contains(place) ||
                              leg->of(leg_outcome::dispatched).contains(place);
            if (clashes[c] && open &&
                clash_on(s_.state_, *s_.columns_.cohorts[c].fleet, c, job, rival, place))
                s_.legs_.note_rival(job, place, rival);
        }
    }
}

void shard_jobs::dispatch(std::uint32_t job, caf::execution_unit* host) {
    leave_changed(job);
    std::vector<change> made;
    const auto chosen = s_.legs_.dispatch(job, s_.columns_.flags, s_.begin_, made);
    s_.commit(std::move(made));
    s_.count(flow::commands_refused, static_cast<std::int64_t>(chosen.refused.size()));
    for (const auto place : chosen.refused)
        s_.note(event_kind::command_failed, place, s_.begin_, reason_refused);
    if (chosen.sent.empty()) return;
    note_rivals(job, chosen.sent);
    const auto& spec = s_.world_.source().jobs[job];
    if (!spec.sets.empty()) s_.acts_->desire(job, chosen.sent, s_.begin_);
    if (!s_.world_.job_asks[job]) return s_.acts_->settle(job, chosen.sent, s_.begin_);
    if (s_.options_.probe != nullptr) s_.options_.probe->sending(s_.index_, chosen.sent.size());
    const auto request = caf::make_message(
        command_request{job, std::shared_ptr<const job_spec>(std::shared_ptr<void>(), &spec)});
    for (const auto place : chosen.sent)
        s_.device_at(place).eq_impl(caf::make_message_id(), nullptr, host, request);
}

bool shard_jobs::may_be_told_again(std::uint32_t job, slot place, leg_outcome outcome,
                                   failure_kind kind) const {
    const auto& retry = s_.world_.source().jobs[job].retry;
    const bool failed = outcome == leg_outcome::failed || outcome == leg_outcome::timed_out;
    if (!retry || !failed || kind == failure_kind::rejected) return false;
    return s_.state_.legs.at(job).attempts_of(place) <= retry->of(kind_of(outcome)).times;
}

void shard_jobs::resolve(std::uint32_t job, slot place, sim_time at, leg_outcome outcome,
                         const std::string& reason, failure_kind kind) {
    if (ends_unheard(job, place, outcome, reason)) return;
    if (!may_be_told_again(job, place, outcome, kind))
        return end(job, place, at, outcome, reason, kind);
    const auto told = s_.acts_->updates().close(job, place, outcome, reason);
    s_.legs_.ask(job, place, outcome, told);
    tell(place, at, outcome, told);
}

/// Nobody waits for a device that has not heard that its job is cancelled.
bool shard_jobs::ends_unheard(std::uint32_t job, slot place, leg_outcome outcome,
                              const std::string& reason) {
    if (!s_.legs_.end_orphan(job, place)) return false;
    s_.acts_->updates().close(job, place, outcome, reason);
    return true;
}

void shard_jobs::end(std::uint32_t job, slot place, sim_time at, leg_outcome outcome,
                     const std::string& reason, failure_kind kind) {
    if (ends_unheard(job, place, outcome, reason)) return;
    const auto told = s_.acts_->updates().close(job, place, outcome, reason);
    s_.legs_.resolved(job, place, at, outcome, told, kind);
    if (outcome == leg_outcome::cancelled)
        return s_.note(event_kind::command_recalled, place, at, told);
    tell(place, at, outcome, told);
}

/// Whoever is called back at once gives up what it is at, if it hears of it and can.
void shard_jobs::deliver(const leg_close_mail& m, sim_time at) {
    const auto* leg = leg_of(m.job);
    const bool calls_back = m.in_flight_too && leg != nullptr;
    const auto told = calls_back ? leg->of(leg_outcome::dispatched) : slot_set();
    for (const auto place : told.members()) {
        if (s_.connected(place) && !s_.acts_->updates().beyond_recall(m.job, place))
            s_.acts_->updates().close(m.job, place, leg_outcome::cancelled, {});
        else
            s_.legs_.let_go_on(m.job, place);
        s_.note(event_kind::command_recalled, place, at, reason_in_doubt);
    }
    std::vector<change> made;
    s_.legs_.close(m, s_.state_, s_.columns_.flags, at, made);
    s_.commit(std::move(made));
    if (m.recall && !m.in_flight_too) s_.acts_->updates().recall(m.job, at);
}

void shard_jobs::deliver(const leg_forget_mail& m) {
    s_.legs_.forget(m.job);
    if (leg_of(m.job) != nullptr) s_.commit({{{}, leg_forget_change{m.job}}});
}

/// Every attempt is a command of its own to those who count and follow them.
void shard_jobs::tell(slot place, sim_time at, leg_outcome outcome, const std::string& reason) {
    const bool succeeded = outcome == leg_outcome::succeeded;
    const bool failed = outcome == leg_outcome::failed;
    s_.count(succeeded ? flow::commands_succeeded
             : failed  ? flow::commands_failed
                       : flow::commands_timed_out);
    s_.note(succeeded ? event_kind::command_succeeded
            : failed  ? event_kind::command_failed
                      : event_kind::command_timed_out,
            place, at, reason);
}

std::uint64_t shard_jobs::draw_key(std::uint32_t job, slot place) const {
    const auto key = s_.world_.job_key[job];
    const auto* leg = leg_of(job);
    const bool target = leg != nullptr && leg->targets.contains(place);
    const auto attempts = target ? leg->attempts_of(place) : 1;
    return attempts <= 1 ? key : mix(key, attempts);
}

}  // namespace muster
