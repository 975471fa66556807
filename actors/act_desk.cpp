#include "actors/act_desk.hpp"

#include <algorithm>
#include <utility>

#include "actors/control_addresses.hpp"
#include "actors/defaults.hpp"
#include "fleet/command_order.hpp"
#include "fleet/find_named.hpp"
#include "fleet/name_hint.hpp"
#include "fleet/property_order.hpp"

namespace muster {

namespace {

act_answer refused(act_outcome outcome, std::string problem) {
    act_answer a;
    a.outcome = outcome;
    a.problem = std::move(problem);
    return a;
}

act_answer over() {
    return refused(act_outcome::too_late, "the run is over; nothing was done");
}

/// What can be refused without asking anybody; `done` where nothing speaks against it.
act_answer refusal_of(const act_header& header) {
    if (header.principal.empty())
        return refused(act_outcome::invalid, "an act needs a principal: who is it that acts?");
    if (!header.organization.empty())
        return refused(act_outcome::not_found, "the fleet has no organization '" +
                                                   header.organization +
                                                   "'; leave it empty for the whole fleet");
    return {};
}

/// What comes from outside enters with a step: the one that begins then, or the next one.
sim_time entry(sim_time at, duration step) {
    const auto begin = step_begin(step_of(at, step), step);
    return begin == at ? at : begin + step;
}

std::string no_such_job(const world& w, const std::string& name) {
    std::vector<std::string> names;
    for (const auto& j : w.source().jobs)
        names.push_back(j.name);
    return "there is no job '" + name + "'" + name_hint(name, names);
}

/// Why no device can be given the template; empty: some can.
std::string why_nobody_has(const world& w, const std::string& into) {
    std::vector<std::string> names;
    for (const auto& t : w.source().templates)
        names.push_back(t.name);
    const auto at = index_of(w.source().templates, into);
    if (at == none) return "there is no template '" + into + "'" + name_hint(into, names);
    for (std::uint32_t f = 0; f < w.source().fleets.size(); ++f)
        if (w.fleet_with(f, at) != none) return {};
    return "no act or job of the scenario moves devices to '" + into +
           "', so that none has a place there";
}

}  // namespace

act_desk::act_desk(const world& w, bool keeps_answers)
    : world_(w), register_(defaults::idempotency_keys), keeps_answers_(keeps_answers), book_(w) {}

void act_desk::submit(act a, call who) {
    {
        const std::lock_guard guard(mutex_);
        if (!closed_) {
            inbox_.push_back({std::move(a), std::move(who)});
            return;
        }
    }
    who->answer(over());
}

std::vector<act_desk::submission> act_desk::take_inbox() {
    const std::lock_guard guard(mutex_);
    return std::exchange(inbox_, {});
}

std::vector<mail> act_desk::admit(sim_time now) {
    std::vector<mail> out;
    for (auto& s : take_inbox())
        if (s.who->begin()) admit_one(std::move(s), now, out);
    return out;
}

void act_desk::admit_one(submission s, sim_time now, std::vector<mail>& out) {
    auto refusal = refusal_of(s.what.header);
    if (refusal.outcome != act_outcome::done) return s.who->answer(std::move(refusal));
    const auto number = next_act_++;
    const auto [verdict, first] = register_.enter(number, s.what);
    if (verdict == act_register::verdict::misuse)
        return s.who->answer(refused(act_outcome::conflict, "the idempotency key '" +
                                                                s.what.header.idempotency_key +
                                                                "' was used for another act"));
    if (verdict == act_register::verdict::repeat) {
        if (auto answer = register_.answer_of(first)) return s.who->answer(std::move(*answer));
        return under_way_.at(first).callers.push_back(std::move(s.who));
    }
    auto& e = under_way_[number];
    e.what = std::move(s.what);
    e.callers.push_back(std::move(s.who));
    e.reports = send(number, e.what, now, e.answer, out);
}

std::vector<mail> act_desk::admit_script() {
    std::vector<mail> out;
    for (const auto& spec : world_.source().acts) {
        auto& result = script_results_[spec.name];
        result.at = spec.at;
        result.outcome = to_text(act_outcome::unknown);
        for (auto& body : spec.bodies()) {
            const auto number = next_act_++;
            auto& e = under_way_[number];
            e.what = {{"scenario", {}, {}, {}}, std::move(body)};
            e.scripted = {&result, spec.target.ids.size() == 1};
            e.reports = send(number, e.what, entry(spec.at, world_.step()), e.answer, out);
        }
    }
    return out;
}

/// Into the result of the scenario's act, of which there may be several.
void act_desk::tell(std::uint64_t number, const errand& e) {
    auto& r = *e.scripted.result;
    const auto& a = e.answer;
    const auto was = [&](act_outcome outcome) { return r.outcome == to_text(outcome); };
    const bool better = a.outcome == act_outcome::done && was(act_outcome::not_found);
    const bool worse = a.outcome > act_outcome::unchanged &&
                       !(a.outcome == act_outcome::not_found && was(act_outcome::done));
    if (was(act_outcome::unknown) || was(act_outcome::unchanged) || better || worse)
        r.outcome = to_text(a.outcome);
    if (r.problem.empty()) r.problem = a.problem;
    if (e.on_devices) {
        r.matched += a.matched;
        r.changed += a.changed;
    }
    if (a.question) r.question = a.question;
    if (!a.command) return;
    ++r.commands[to_text(a.command->state)];
    ++r.ended[act_result::under_way];
    unfinished_[number] = e.scripted;
    tell_command(number, e.scripted, e.end.value_or(*a.command));
}

/// Requires one of `unfinished_`.
void act_desk::tell_command(std::uint64_t number, const script& of, const command_record& last) {
    if (!is_over(last.state)) return;
    auto& r = *of.result;
    if (--r.ended[act_result::under_way] == 0) r.ended.erase(act_result::under_way);
    ++r.ended[to_text(last.state)];
    if (!last.reason.empty()) ++r.reasons[last.reason];
    if (of.alone) r.answer = last.answer;
    unfinished_.erase(number);
}

std::map<std::string, act_result> act_desk::script_results() const {
    auto all = script_results_;
    for (const auto& [number, e] : under_way_) {
        const bool tells = std::holds_alternative<command_act>(e.what.what);
        if (e.scripted.result == nullptr || !tells || e.concluded) continue;
        for (auto& [name, result] : all)
            if (&script_results_.at(name) == e.scripted.result) ++result.ended[result.under_way];
    }
    return all;
}

/// How many reports are to come; none where the act was refused.
std::size_t act_desk::send(std::uint64_t number, const act& a, sim_time now, act_answer& answer,
                           std::vector<mail>& out) {
    if (std::holds_alternative<job_act>(a.what)) return send_job_act(number, a, now, answer, out);
    if (std::holds_alternative<property_act>(a.what))
        return send_property_act(number, a, now, answer, out);
    if (std::holds_alternative<command_act>(a.what))
        return send_command_act(number, a, now, answer, out);
    if (std::holds_alternative<question_act>(a.what))
        return send_question(number, a, now, answer, out);
    return send_lifecycle_act(number, a, now, answer, out);
}

std::size_t act_desk::send_job_act(std::uint64_t number, const act& a, sim_time now,
                                   act_answer& answer, std::vector<mail>& out) {
    const auto& wanted = std::get<job_act>(a.what);
    const auto& jobs = world_.source().jobs;
    const auto job =
        std::find_if(jobs.begin(), jobs.end(), [&](const auto& j) { return j.name == wanted.job; });
    if (job == jobs.end()) {
        answer = refused(act_outcome::not_found, no_such_job(world_, wanted.job));
        return 0;
    }
    const auto to = control_addresses(world_).first_job + static_cast<address>(job - jobs.begin());
    post(now, to, job_act_mail{number, wanted.verb, a.header.principal, a.header.expected_version},
         out);
    return 1;
}

std::size_t act_desk::send_property_act(std::uint64_t number, const act& a, sim_time now,
                                        act_answer& answer, std::vector<mail>& out) {
    const auto& wanted = std::get<property_act>(a.what);
    if (a.header.expected_version.value_or(property_acts_) != property_acts_) {
        answer = refused(act_outcome::conflict, "the properties are at version " +
                                                    std::to_string(property_acts_) + ", not " +
                                                    std::to_string(*a.header.expected_version));
        answer.version = property_acts_;
        return 0;
    }
    const auto order = std::make_shared<const property_order>(world_, wanted);
    if (!order->problem().empty()) {
        answer = refused(act_outcome::invalid, order->problem());
        return 0;
    }
    answer.version = ++property_acts_;
    return send_to(order->who(), number, now, property_act_mail{number, order}, out);
}

std::size_t act_desk::send_command_act(std::uint64_t number, const act& a, sim_time now,
                                       act_answer& answer, std::vector<mail>& out) {
    const auto order = std::make_shared<const command_order>(world_, std::get<command_act>(a.what));
    if (!order->problem().empty()) {
        answer = refused(act_outcome::invalid, order->problem());
        return 0;
    }
    auto& e = under_way_[number];
    e.on_devices = true;
    e.ids = 1;
    post(now, order->shard(), command_act_mail{number, order}, out);
    return 1;
}

std::size_t act_desk::send_lifecycle_act(std::uint64_t number, const act& a, sim_time now,
                                         act_answer& answer, std::vector<mail>& out) {
    const auto& wanted = std::get<lifecycle_act>(a.what);
    if (wanted.verb == lifecycle_verb::remove && wanted.target == device_target{}) {
        answer = refused(act_outcome::invalid, "a removal names its devices, or a condition");
        return 0;
    }
    const auto who = std::make_shared<const device_selection>(world_, wanted.target);
    const bool moves = wanted.verb == lifecycle_verb::migrate;
    const auto problem =
        who->problem().empty() && moves ? why_nobody_has(world_, wanted.into) : who->problem();
    if (!problem.empty()) {
        answer = refused(act_outcome::invalid, problem);
        return 0;
    }
    lifecycle_act_mail told{number, wanted.verb, who, 0};
    if (moves) told.into = index_of(world_.source().templates, wanted.into);
    return send_to(*who, number, now, told, out);
}

/// To every shard that may have one of the devices.
std::size_t act_desk::send_to(const device_selection& who, std::uint64_t number, sim_time now,
                              const mail_body& body, std::vector<mail>& out) {
    auto& e = under_way_[number];
    e.on_devices = true;
    e.ids = who.ids();
    std::size_t asked = 0;
    for (std::uint32_t s = 0; s < world_.shards(); ++s) {
        if (!who.concerns(s)) continue;
        post(now, s, body, out);
        ++asked;
    }
    return asked;
}

void act_desk::post(sim_time now, address to, mail_body body, std::vector<mail>& out) {
    out.push_back({now, outside, next_mail_++, to, std::move(body)});
}

void act_desk::on_report(const act_report_mail& report) {
    const auto at = under_way_.find(report.act);
    if (at == under_way_.end() || at->second.reports == 0) return on_end(report);
    auto& e = at->second;
    --e.reports;
    e.answer.matched += report.matched;
    e.answer.changed += report.changed;
    if (!e.on_devices) e.answer.version = report.version;
    if (report.command) e.answer.command = report.command;
    if (!report.refusal.empty()) {
        e.answer.outcome = act_outcome::conflict;
        e.answer.problem = report.refusal;
    }
}

/// The command is over, whose act was answered before it was.
void act_desk::on_end(const act_report_mail& report) {
    const auto unfinished = unfinished_.find(report.act);
    if (unfinished != unfinished_.end())
        return tell_command(report.act, script(unfinished->second), *report.command);
    const auto at = under_way_.find(report.act);
    if (at != under_way_.end()) at->second.end = report.command;
}

/// All reports are in: what do they say?
void act_desk::judge(std::uint64_t number, errand& e) {
    auto& a = e.answer;
    e.concluded = true;
    if (a.outcome != act_outcome::done) return;
    if (e.question) judge_question(number, e);
    const auto* told = std::get_if<command_act>(&e.what.what);
    if (e.on_devices && e.ids > a.matched)
        a.problem = told != nullptr
                        ? "no device is there with the id '" + told->device + "'"
                        : std::to_string(e.ids - a.matched) + " of the " + std::to_string(e.ids) +
                              " ids are of no device that is there";
    if (e.question) return;  // it changes nothing
    if (e.on_devices && e.ids > 0 && a.matched == 0)
        a.outcome = act_outcome::not_found;
    else if (a.changed == 0)
        a.outcome = act_outcome::unchanged;
}

void act_desk::conclude(sim_time now, std::vector<audit_entry>& audit) {
    for (auto& [number, e] : under_way_) {
        if (e.reports > 0 || e.concluded) continue;
        judge(number, e);
        if (e.scripted.result != nullptr) tell(number, e);
        audit.push_back({now, e.what.header.principal, summary_of(e.what.what),
                         subject_of(e.what.what), to_text(e.answer.outcome)});
    }
}

void act_desk::settle(std::uint64_t position) {
    for (auto at = under_way_.begin(); at != under_way_.end();) {
        auto& [number, e] = *at;
        if (!e.concluded) {
            ++at;
            continue;
        }
        e.answer.position = position;
        register_.answered(number, e.answer);
        for (const auto& who : e.callers)
            who->answer(e.answer);
        at = under_way_.erase(at);
    }
}

void act_desk::close() {
    {
        const std::lock_guard guard(mutex_);
        closed_ = true;
    }
    for (const auto& s : take_inbox())
        s.who->answer(over());
    for (const auto& [number, e] : std::exchange(under_way_, {}))
        for (const auto& who : e.callers)
            who->answer(refused(act_outcome::unknown, "the run ended while the act was under way"));
}

}  // namespace muster
