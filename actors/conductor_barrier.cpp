#include <algorithm>
#include <chrono>
#include <cmath>

#include "actors/conductor_state.hpp"
#include "fleet/membership_tally.hpp"
#include "fleet/warm_up.hpp"
#include "fleet/window.hpp"

/// What happens at a full barrier: no shard runs, so everything may be read.
namespace muster {

namespace {

/// `paused by ada`, `cancelled: 25 failed, more than the limit of 24`
std::string change_text(const job_transition& now) {
    const bool says_it = now.reason.empty() || now.reason.rfind(now.state, 0) == 0;
    const auto& reason = now.reason;
    return !says_it ? now.state + ": " + reason : reason.empty() ? now.state : reason;
}

}  // namespace

void conductor_state::close_barrier() {
    ++barriers_;
    job_results_.assign(context_->jobs.size(), std::nullopt);
    if (window_ == duration::zero()) {
        window_ = window_width(context_->w->length() - warm_up(), context_->w->step());
        window_end_ = warm_up() + window_;
        sum_counters();
        replayed_ = totals_;
    }
    if (frontier_ >= 0) tune_visits(wall() - visit_wall_);
    context_->desk.conclude(barrier_time(), audit_);  // expectations look at what acts came to
    watch_steps();
    if (window_ends()) close_window(barrier_time());
    if (!journal()) return;
    for (auto* s : context_->options.sinks)
        s->at_barrier(barrier_time());
    publish_events();
    context_->desk.settle(position_);
    answer_questions();
    show_progress(false);
    interrupted_ = context_->interrupt.load(std::memory_order_relaxed);
    if (!ends_here()) admit_acts();
    keep_pace();
}

/// Makes visits long enough that a shard's columns stay in the cache for many steps, and short
/// enough that progress shows. Measured: at 1 step per visit a turn costs about twice what it costs
/// at 60.
void conductor_state::tune_visits(double seconds) {
    if (context_->options.steps_per_visit != 0) return;
    constexpr double long_visit = 0.5;
    if (seconds > long_visit) steps_per_visit_ = std::max(1U, steps_per_visit_ / 2);
    if (seconds < long_visit / 3) steps_per_visit_ = std::min(4096U, steps_per_visit_ * 2);
}

void conductor_state::sum_counters() {
    std::fill(totals_.begin(), totals_.end(), 0);
    for (const auto* s : context_->shards.ports())
        for (std::size_t i = 0; i < totals_.size(); ++i)
            totals_[i] += s->counters()[i];
    clusters_->add_to(totals_);
}

/// Of a run that has not started yet nothing counts.
void conductor_state::forget_warm_up() {
    if (frontier_ < first_counted_step(*context_->w))
        forget_counts(totals_, *layout_, *context_->w);
}

/// What moved the counters since the last barrier, step by step, alerts of clusters included.
std::vector<counter_delta> conductor_state::take_moves() {
    std::vector<counter_delta> moves;
    for (auto* s : context_->shards.ports()) {
        const auto log = s->take_log();
        moves.insert(moves.end(), log.begin(), log.end());
    }
    clusters_->follow(moves, frontier_);
    std::sort(moves.begin(), moves.end(),
              [](const auto& a, const auto& b) { return a.step < b.step; });
    return moves;
}

/// Lets the continuous expectations and the service see every step since the last barrier, and the
/// others their instants.
void conductor_state::watch_steps() {
    if (watch_->continuous() || gate_) return replay_steps();
    if (clusters_->active()) take_moves();
    const auto next = watch_->next_instant();
    watched_ = frontier_;
    if (!next || *next > barrier_time()) return;
    sum_counters();
    read_metrics(totals_, barrier_time());
    watch_->at_barrier(step_begin(frontier_, context_->w->step()));
}

void conductor_state::replay_steps() {
    const auto moves = take_moves();
    auto move = moves.begin();
    for (; move != moves.end() && move->step <= watched_; ++move)  // alerts that open at the start
        replayed_[move->counter] += move->by;
    while (watched_ < frontier_) {
        ++watched_;
        for (; move != moves.end() && move->step <= watched_; ++move)
            replayed_[move->counter] += move->by;
        if (gate_ && watched_ >= first_counted_step(*context_->w)) serve_step();
        const auto end = end_of_step(watched_);
        const auto next = watch_->next_instant();
        if (!watch_->continuous() && (!next || *next > end)) continue;
        read_metrics(replayed_, end);
        watch_->at_barrier(step_begin(watched_, context_->w->step()));
    }
}

/// What arrived in the step that was replayed meets the service.
void conductor_state::serve_step() {
    const auto of = [&](flow f) { return static_cast<std::uint64_t>(replayed_[layout_->of(f)]); };
    const auto arrived = of(flow::messages_sent) + of(flow::duplicated);
    gate_->end_step(arrived - std::exchange(served_, arrived));
}

void conductor_state::read_metrics(const counter_row& counters, sim_time now) {
    sources_.counters = &counters;
    sources_.job = [this](std::uint32_t job) -> const job_result& { return job_now(job); };
    sources_.act = [this](std::uint32_t act) -> const act_result& {
        return context_->desk.script_result(act);
    };
    sources_.job_batch = [this](std::uint32_t job) {
        return context_->jobs[job]->current_batch() + 1;
    };
    sources_.lag_us = lag_ * 1e6;
    sources_.message_latency = [this] { return message_latency(); };
    sources_.service = [this, &counters] { return service_of(counters); };
    sources_.series = [this](std::uint32_t series) { return context_->rolled->current(series); };
    sources_.scan = [this, now](std::uint32_t population) { return scan(population, now); };
    metrics_->read(sources_);
}

std::vector<std::uint64_t> conductor_state::scan(std::uint32_t population, sim_time now) const {
    std::vector<std::uint64_t> all(device_states_count);
    for (const auto* s : context_->shards.ports()) {
        const auto here = s->scan(population, now);
        for (std::size_t i = 0; i < all.size(); ++i)
            all[i] += here[i];
    }
    return all;
}

void conductor_state::close_window(sim_time now) {
    sum_counters();
    window_point p;
    p.end = now;
    p.devices = devices_of(totals_);
    const auto traffic = traffic_of(totals_);
    p.traffic = traffic;
    p.traffic.readings_generated -= window_start_traffic_.readings_generated;
    p.traffic.readings_sent -= window_start_traffic_.readings_sent;
    p.traffic.readings_lost -= window_start_traffic_.readings_lost;
    p.traffic.messages_sent -= window_start_traffic_.messages_sent;
    p.traffic.messages_lost -= window_start_traffic_.messages_lost;
    p.traffic.bytes_sent -= window_start_traffic_.bytes_sent;
    p.traffic.readings_late -= window_start_traffic_.readings_late;
    p.traffic.messages_garbage -= window_start_traffic_.messages_garbage;
    p.traffic.messages_duplicated -= window_start_traffic_.messages_duplicated;
    p.traffic.messages_out_of_order -= window_start_traffic_.messages_out_of_order;
    window_start_traffic_ = traffic;
    p.service = service_of(totals_);
    const auto service = std::exchange(window_start_service_, p.service);
    p.service.connects_asked -= service.connects_asked;
    p.service.connects_accepted -= service.connects_accepted;
    p.service.connects_refused -= service.connects_refused;
    p.service.messages_asked -= service.messages_asked;
    p.service.messages_accepted -= service.messages_accepted;
    p.service.messages_refused -= service.messages_refused;
    p.service.messages_dropped -= service.messages_dropped;
    p.service.messages_queued -= service.messages_queued;
    if (gate_) p.service.backlog_most = gate_->take_most();
    p.service.commands_asked -= service.commands_asked;
    p.service.commands_accepted -= service.commands_accepted;
    p.service.commands_refused -= service.commands_refused;
    p.service.commands_queued -= service.commands_queued;
    p.alerts_open = static_cast<std::uint64_t>(totals_[layout_->of(flow::alerts_open)]);
    p.signals = context_->rolled->close_window();
    for (const auto& j : context_->jobs)
        p.jobs.push_back(j->result().counts);
    windows_.push_back(std::move(p));
    window_end_ = now + window_;
}

/// False where the journal refused, which ends the run.
bool conductor_state::journal() {
    auto* store = context_->options.journal;
    append_batch batch;
    batch.audit = std::exchange(audit_, {});
    if (store == nullptr) return true;
    for (std::uint32_t s = 0; s < shard_count(); ++s) {
        if (epochs_.size() <= s) epochs_.push_back(store->take_over(s));
        auto changes = context_->shards.at(s).take_changes();
        if (!changes.empty()) batch.shards.push_back({s, epochs_[s], std::move(changes)});
    }
    if (batch.shards.empty() && batch.audit.empty()) return true;
    const auto written = store->append(batch);
    position_ = written.position;
    if (written.done()) return true;
    fail(caf::make_error(caf::sec::runtime_error, "the journal refused a stale shard"));
    return false;
}

void conductor_state::publish_events() {
    if (!context_->events->open()) {
        clusters_->take_events();
        return;
    }
    std::vector<event> all;
    for (auto* s : context_->shards.ports()) {
        auto here = s->take_events();
        std::move(here.begin(), here.end(), std::back_inserter(all));
    }
    auto of_clusters = clusters_->take_events();
    std::move(of_clusters.begin(), of_clusters.end(), std::back_inserter(all));
    note_jobs(all);
    std::stable_sort(all.begin(), all.end(),
                     [](const event& a, const event& b) { return a.at < b.at; });
    unite_groups(all);
    for (auto& e : all) {
        e.at -= warm_up();
        e.wall_seconds = wall() - started_wall_;
    }
    context_->events->publish(std::move(all));
}

/// What the jobs became at the barriers since the last full one, and how far they got.
void conductor_state::note_jobs(std::vector<event>& to) {
    for (std::uint32_t j = 0; j < context_->jobs.size(); ++j) {
        const auto& job = context_->w->source().jobs[j].name;
        for (auto& [at, progress] : context_->jobs[j]->take_progress()) {
            if (progress.end) *progress.end -= warm_up();
            to.push_back({0, at, 0, event_kind::job_progress, job,
                          std::to_string(progress.counts.done()) + " of " +
                              std::to_string(progress.counts.total) + " done",
                          1, std::make_shared<const job_progress>(progress)});
        }
        for (const auto& now : context_->jobs[j]->take_transitions())
            to.push_back({0, now.at, 0, event_kind::job_changed, job, change_text(now)});
    }
}

/// Acts from outside enter here: with the control mail of this barrier, or the step that follows.
void conductor_state::admit_acts() {
    for (auto& m : context_->desk.admit(barrier_time()))
        waiting_.push_back(std::move(m));
}

void conductor_state::answer_questions() {
    for (const auto& question : std::exchange(context_->asked, {}))
        question.ask(barrier_time());
}

void run_context::lose_host(std::string why) {
    const std::lock_guard guard(lost_mutex);
    if (lost.empty()) lost = std::move(why);
}

std::string run_context::lost_host() {
    const std::lock_guard guard(lost_mutex);
    return lost;
}

void run_context::end_calls() {
    desk.close();
    std::vector<barrier_question> unasked;
    {
        const std::lock_guard guard(questions_mutex);
        questions_ended = true;
        unasked = std::exchange(questions, {});
    }
    std::move(asked.begin(), asked.end(), std::back_inserter(unasked));
    asked.clear();
    for (const auto& question : unasked)
        if (question.otherwise) question.otherwise();
}

void conductor_state::show_progress(bool last) {
    const auto& show = context_->options.on_progress;
    const double now = wall();
    const double since = now - shown_wall_;
    if (!show || (!last && !progress_due_)) return;
    sum_counters();
    forget_warm_up();
    read_metrics(totals_, barrier_time());
    run_progress p;
    p.now = result_time() - warm_up();
    p.end = context_->w->length() - warm_up();
    p.wall_seconds = now - started_wall_;
    const double running = now - spawned_wall_;
    p.speed_factor =
        running > 0 ? std::chrono::duration<double>(result_time()).count() / running : 0;
    p.lag_seconds = lag_;
    p.devices = devices_of(totals_);
    p.traffic = traffic_of(totals_);
    p.readings_per_second =
        since > 0 ? static_cast<double>(p.traffic.readings_generated - shown_readings_) / since : 0;
    p.alerts_open = static_cast<std::uint64_t>(totals_[layout_->of(flow::alerts_open)]);
    for (std::uint32_t j = 0; j < context_->jobs.size(); ++j) {
        p.jobs.emplace_back(context_->w->source().jobs[j].name, job_now(j));
        count_from_start(p.jobs.back().second, warm_up());
        p.ends.push_back(context_->jobs[j]->eta(barrier_time()));
        if (p.ends.back()) *p.ends.back() -= warm_up();
    }
    p.expectations = watch_->standing();
    for (std::uint32_t f = 0; f < context_->w->faults.size(); ++f)
        if (totals_[layout_->of(f, fault_count::active)] > 0)
            p.active_faults.push_back(context_->w->source().faults[f].name);
    shown_wall_ = now;
    shown_readings_ = p.traffic.readings_generated;
    show(p);
}

/// Goes on at once, or when the wall clock has caught up with virtual time.
void conductor_state::keep_pace() {
    const auto speed = context_->options.speed.value_or(context_->w->source().time.speed);
    if (speed.kind == pace::mode::max || interrupted_) return control_round();
    const double virtual_seconds = std::chrono::duration<double>(barrier_time()).count();
    const double ahead = paced_wall_ + virtual_seconds / speed.factor - wall();
    lag_ = std::max(0.0, -ahead);
    lag_max_ = std::max(lag_max_, lag_);
    if (ahead <= 0) return control_round();
    const auto wait = std::chrono::nanoseconds(static_cast<std::int64_t>(ahead * 1e9));
    waits_for_time_ = true;
    self_->delayed_send(self_, wait, atom::pace_v, ++pace_generation_);
}

void conductor_state::end_run() {
    job_results_.assign(context_->jobs.size(), std::nullopt);
    context_->desk.conclude(barrier_time(), audit_);
    if (!journal()) return;  // jobs may have frozen their targets since the barrier was closed
    publish_events();
    context_->desk.settle(position_);
    // A window that was begun is closed where it got to.
    if (window_is_open()) close_window(barrier_time());
    sum_counters();
    forget_warm_up();
    read_metrics(totals_, barrier_time());
    if (!interrupted_) watch_->at_end(barrier_time());
    show_progress(true);
    ended_ = std::make_shared<run_outcome>();
    fill_result(ended_->result);
    for (const auto j : jobs_to_explain())
        ended_->result.jobs[context_->w->source().jobs[j].name].causes = causes_of(j);
    ended_->run_seconds = wall() - spawned_wall_;
    if (const auto& tell = context_->options.on_answers) context_->desk.tell_script_answers(tell);
    show_devices();
    ask_for_targets();
}

void conductor_state::finish(const hash_sum& states, run_outcome outcome) {
    if (context_->told.exchange(true)) return;
    outcome.result.state_hash = states.words();
    outcome.spawn_seconds = spawned_wall_ - started_wall_;
    outcome.lag_seconds_max = lag_max_;
    outcome.visits = visits_;
    outcome.barriers = barriers_;
    for (auto* s : context_->options.sinks)
        if (const std::string error = s->finish(); !error.empty()) outcome.failure = error;
    context_->end_calls();
    context_->on_end(std::move(outcome));
    self_->quit();
}

}  // namespace muster
