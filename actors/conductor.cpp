#include "actors/conductor.hpp"

#include <caf/actor_system.hpp>

#include <algorithm>
#include <limits>

#include "actors/conductor_state.hpp"
#include "actors/supervision.hpp"

namespace muster {

namespace {

conductor_actor::behavior_type conductor(conductor_actor::stateful_pointer<conductor_state> self,
                                         std::shared_ptr<run_context> context) {
    self->state.init(self, std::move(context));
    return self->state.make_behavior();
}

}  // namespace

conductor_actor spawn_conductor(caf::actor_system& system, std::shared_ptr<run_context> context) {
    return system.spawn(conductor, std::move(context));
}

void conductor_state::init(self_pointer self, std::shared_ptr<run_context> context) {
    self_ = self;
    context_ = std::move(context);
    tell_of_a_sudden_end();
    const auto& w = *context_->w;
    install_quiet_handlers(self);
    layout_ = std::make_unique<counter_layout>(w);
    clusters_ = std::make_unique<cluster_watch>(w);
    metrics_ = std::make_unique<metric_row>(w);
    watch_ = std::make_unique<expectation_watch>(w, *metrics_);
    last_step_ = (w.length().count() + w.step().count() - 1) / w.step().count() - 1;
    reached_.assign(shard_count(), -1);
    next_due_.assign(shard_count(), 0);
    sequences_.assign(context_->controls.size(), 0);
    job_results_.resize(context_->jobs.size());
    totals_.assign(layout_->size(), 0);
    if (const auto& service = w.source().service; service && service->messages)
        gate_.emplace(*service->messages, w.step());
    steps_per_visit_ = std::max(1U, context_->options.steps_per_visit);
}

/// Whatever ends the conductor but its own decision and the fleet's going, the caller hears of it.
void conductor_state::tell_of_a_sudden_end() {
    self_->attach_functor([context = context_](const caf::error& reason) {
        if (!reason || reason == caf::exit_reason::user_shutdown) return;
        if (context->told.exchange(true)) return;
        run_outcome outcome;
        outcome.failure = "the run ended without a result";
        context->end_calls();
        context->on_end(std::move(outcome));
    });
}

conductor_actor::behavior_type conductor_state::make_behavior() {
    return {
        [this](atom::begin) { set_out(); },
        [this](atom::pace, std::uint64_t generation) { on_pace(generation); },
        [this](atom::idle) { visits_done(); },
        [this](atom::targets) { ask_for_targets(); },
    };
}

void conductor_state::on_pace(std::uint64_t generation) {
    if (!waits_for_time_) return;
    if (host_lost()) return;
    if (generation == wake_to_look_up) interrupted_ = context_->interrupt.load();
    if (generation != pace_generation_ && !interrupted_) return;
    waits_for_time_ = false;
    control_round();
}

/// One of the awaited answers is an error. The others still read and write what a result is made
/// of, so they are waited for.
void conductor_state::on_error(const caf::error& reason) {
    if (!failure_) failure_ = reason;
    all_answered();
}

/// One of the awaited answers is in. True where it was the last one and none was an error.
bool conductor_state::all_answered() {
    if (--pending_ > 0) return false;
    if (failure_) fail(*failure_);
    return !failure_;
}

/// Requires that nobody works.
void conductor_state::fail(const caf::error& reason) {
    const auto lost = context_->lost_host();
    fail(lost.empty() ? self_->system().render(reason) : lost);
}

void conductor_state::fail(std::string why) {
    if (context_->told.exchange(true)) return;
    run_outcome outcome;
    outcome.failure = std::move(why);
    if (outcome.failure.find("bad_alloc") != std::string::npos)
        outcome.failure = "there is not enough memory for " +
                          std::to_string(context_->w->device_count) + " devices";
    else
        fill_result(outcome.result);
    for (auto* s : context_->options.sinks)
        s->finish();  // what it has is kept; the failure is the one above
    context_->end_calls();
    context_->on_end(std::move(outcome));
    self_->quit();
}

/// Ends the run where a process that has some of its shards is gone. Requires that nobody works.
bool conductor_state::host_lost() {
    auto why = context_->lost_host();
    if (!why.empty()) fail(std::move(why));
    return !why.empty();
}

// -- start

void conductor_state::set_out() {
    started_wall_ = context_->started_wall;
    const auto dealt = context_->shards.deal_all();
    pending_ = static_cast<std::uint32_t>(dealt.size());
    for (const auto& task : dealt)
        self_->request(task.worker, caf::infinite, spawn_request{task.shards})
            .then(
                [this](const visit_report& report) {
                    for (const auto& s : report.shards)
                        next_due_[s.shard] = s.next_due;
                    if (!all_answered()) return;
                    spawned_wall_ = paced_wall_ = wall();
                    plan_first_mail();
                    reach_barrier();
                },
                [this](const caf::error& e) { on_error(e); });
}

/// Wakes of what the scenario has on its clock. At one instant jobs come after everything that
/// happens to devices: a job's wake is due right after its start, so that its barrier is the one
/// behind that step. Faults come first: their director is asked before the step.
void conductor_state::plan_first_mail() {
    const auto& s = context_->w->source();
    const control_addresses addresses(*context_->w);
    const auto wake = [this](address who, sim_time at, std::uint32_t token) {
        waiting_.push_back({at, who, sequences_[who - shard_count()]++, who, wake_mail{token}});
    };
    for (std::uint32_t f = 0; f < s.faults.size(); ++f)
        if (s.faults[f].at) wake(addresses.faults, *s.faults[f].at, f);
    for (std::uint32_t r = 0; r < s.rules.size(); ++r)
        if (s.rules[r].target.chooses())
            wake(addresses.faults, {}, static_cast<std::uint32_t>(s.faults.size()) + r);
    for (std::uint32_t j = 0; j < s.jobs.size(); ++j)
        if (context_->w->jobs[j].begins_by_itself())
            wake(addresses.first_job + j, s.jobs[j].start + duration(1), 1);
    for (auto& m : context_->desk.admit_script())
        waiting_.push_back(std::move(m));
}

// -- control mail

/// When a control actor has to be asked, as an instant at or before the barrier: the faults
/// director chooses whom a fault hits, so it is asked before the step in which it begins.
sim_time conductor_state::asked_at(const mail& m) const {
    if (m.to != control_addresses(*context_->w).faults) return m.due;
    return step_begin(step_of(m.due, context_->w->step()), context_->w->step());
}

/// Hands the control actors what is due at this barrier.
void conductor_state::control_round() {
    std::map<address, std::vector<mail>> batches;
    std::vector<mail> later;
    for (auto& m : waiting_) {
        const bool control = m.to != every_shard && m.to >= shard_count();
        if (control && asked_at(m) <= barrier_time())
            batches[m.to].push_back(std::move(m));
        else
            later.push_back(std::move(m));
    }
    waiting_ = std::move(later);
    if (batches.empty()) return advance();
    deliver_round(std::move(batches));
}

void conductor_state::deliver_round(std::map<address, std::vector<mail>>&& batches) {
    pending_ = static_cast<std::uint32_t>(batches.size());
    for (auto& [to, mails] : batches) {
        std::sort(mails.begin(), mails.end(),
                  [](const mail& a, const mail& b) { return a.order() < b.order(); });
        self_
            ->request(context_->controls[to - shard_count()], caf::infinite,
                      control_batch{barrier_time(), std::move(mails)})
            .then(
                [this, who = to](control_outbox& out) {
                    take_outbox(who, std::move(out.mails));
                    round_answered();
                },
                [this](const caf::error& e) { on_error(e); });
    }
}

void conductor_state::take_outbox(address from, std::vector<mail> mails) {
    for (auto& m : mails) {
        m.source = from;
        // Who asks to be woken names nobody; who wakes another control actor names that one.
        const bool to_itself = std::holds_alternative<wake_mail>(m.body) ||
                               std::holds_alternative<job_act_mail>(m.body);
        if (to_itself && m.to < shard_count()) m.to = from;
        if (std::holds_alternative<survey_mail>(m.body)) {
            ask_shards(m);
            continue;
        }
        m.sequence = sequences_[from - shard_count()]++;
        if (m.to != every_shard) {
            take_mail(std::move(m));
            continue;
        }
        for (std::uint32_t s = 0; s < shard_count(); ++s) {
            waiting_.push_back(m);
            waiting_.back().to = s;
        }
    }
}

/// Mail for the outside is not delivered but taken at its word: it is about an act.
void conductor_state::take_mail(mail m) {
    if (m.to == outside)
        context_->desk.on_mail(std::move(m));
    else
        waiting_.push_back(std::move(m));
}

void conductor_state::ask_shards(const mail& question) {
    const auto dealt = context_->shards.deal_all();
    pending_ += static_cast<std::uint32_t>(dealt.size());
    for (const auto& task : dealt)
        self_
            ->request(
                task.worker, caf::infinite,
                survey_request{std::get<survey_mail>(question.body), barrier_time(), task.shards})
            .then(
                [this, asker = question.source, number = question.sequence](control_outbox& out) {
                    on_survey(asker, number, std::move(out.mails));
                    round_answered();
                },
                [this](const caf::error& e) { on_error(e); });
}

void conductor_state::on_survey(address asker, std::uint32_t question, std::vector<mail> answers) {
    for (auto& m : answers) {
        m.to = asker;
        m.sequence = question;
        waiting_.push_back(std::move(m));
    }
}

void conductor_state::round_answered() {
    if (all_answered()) control_round();
}

// -- visits

bool conductor_state::jobs_need_every_step() const {
    return std::any_of(context_->jobs.begin(), context_->jobs.end(),
                       [](const auto& j) { return j->needs_every_step(); });
}

step_index conductor_state::limit_by_mail(step_index until) const {
    const auto step = context_->w->step();
    for (const auto& m : waiting_)
        if (m.to >= shard_count())
            until = std::min(until, step_of(asked_at(m) + step - duration(1), step) - 1);
    return until;
}

step_index conductor_state::limit_by_pace(step_index until) const {
    const auto speed = context_->options.speed.value_or(context_->w->source().time.speed);
    if (speed.kind == pace::mode::max) return until;
    const double ahead =
        speed.factor * 0.1 * 1e6 / static_cast<double>(context_->w->step().count());
    return std::min(until, frontier_ + std::max<step_index>(1, static_cast<step_index>(ahead)));
}

/// The last step that all shards may run without hearing of each other.
step_index conductor_state::horizon() const {
    const auto step = context_->w->step();
    step_index until = std::min(last_step_, frontier_ + steps_per_visit_);
    const auto up_to = [&](sim_time end) {
        until = std::min(until, step_of(end + step - duration(1), step) - 1);
    };
    up_to(window_end_);
    if (const auto next = watch_->next_instant()) up_to(*next);
    if (jobs_need_every_step() || watch_->may_abort() ||
        (watch_->continuous() && !watch_->counted()))
        until = std::min(until, frontier_ + 1);
    return std::max(frontier_ + 1, limit_by_pace(limit_by_mail(until)));
}

void conductor_state::advance() {
    const bool whole = target_ <= frontier_;
    if (whole) {
        if (ends_here()) return reach_end();
        target_ = horizon();
    }
    std::vector<bool> mailed(shard_count());
    for (const auto& m : waiting_)
        if (m.to < shard_count() && step_of(m.due, context_->w->step()) <= target_)
            mailed[m.to] = true;
    std::vector<std::uint32_t> due;
    for (std::uint32_t s = 0; s < shard_count(); ++s) {
        if (reached_[s] > frontier_)
            continue;  // it has run ahead: nothing that was decided here is for it
        if (mailed[s] || next_due_[s] <= target_ || context_->shards.at(s).poked())
            due.push_back(s);
        else
            reached_[s] = target_;
    }
    visit_wall_ = wall();
    if (!due.empty()) return visit(due, target_);
    self_->send(self_, atom::idle_v);  // not a call: there may be a million such steps in a row
}

void conductor_state::visit(const std::vector<std::uint32_t>& due, step_index until) {
    std::map<std::uint32_t, std::vector<mail>> inboxes;
    std::vector<mail> rest;
    for (auto& m : waiting_) {
        const bool now = m.to < shard_count() && reached_[m.to] <= frontier_;
        now ? inboxes[m.to].push_back(std::move(m)) : rest.push_back(std::move(m));
    }
    waiting_ = std::move(rest);
    for (auto& [s, inbox] : inboxes)
        std::sort(inbox.begin(), inbox.end(),
                  [](const mail& a, const mail& b) { return a.order() < b.order(); });
    const auto dealt = context_->shards.deal(due);
    pending_ = static_cast<std::uint32_t>(dealt.size());
    ++visits_;
    for (const auto& task : dealt) {
        visit_request r{frontier_, until, task.shards, {}};
        for (const auto s : task.shards) {
            auto inbox = inboxes.extract(s);
            r.inboxes.push_back(inbox.empty() ? std::vector<mail>{} : std::move(inbox.mapped()));
        }
        self_->request(task.worker, caf::infinite, std::move(r))
            .then([this](visit_report& report) { on_visited(report); },
                  [this](const caf::error& e) { on_error(e); });
    }
    for (auto& [s, inbox] : inboxes)  // mail for a shard that is not due yet waits on
        std::move(inbox.begin(), inbox.end(), std::back_inserter(waiting_));
}

void conductor_state::on_visited(visit_report& report) {
    for (auto& s : report.shards) {
        reached_[s.shard] = s.reached;
        next_due_[s.shard] = s.next_due;
        context_->shards.charge(s.shard, s.turns);
        for (auto& m : s.outbox)
            take_mail(std::move(m));
    }
    if (all_answered()) visits_done();
}

void conductor_state::visits_done() {
    frontier_ = *std::min_element(reached_.begin(), reached_.end());
    if (frontier_ < target_) return control_round();  // somebody stopped to send mail
    reach_barrier();
}

}  // namespace muster
