#include "fleet/job_machine.hpp"

#include <algorithm>
#include <utility>

#include "fleet/batch_sizes.hpp"
#include "fleet/hash.hpp"

namespace muster {

namespace {

std::string batch_name(const batch_spec& b) {
    switch (b.kind) {
        case batch_spec::form::group:
            return b.group;
        case batch_spec::form::count:
            return std::to_string(b.count);
        case batch_spec::form::condition:
            return b.who.text;
        case batch_spec::form::rest:
            return "rest";
        case batch_spec::form::part:
            break;
    }
    std::string digits = std::to_string(static_cast<double>(b.part.ppb) / 1e7);
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.ends_with('.')) digits.pop_back();
    return digits + "%";
}

void add(job_counts& to, const leg_report_mail& r) {
    to.pending += r.repeated;
    to.pending -= r.dispatched + r.skipped + r.cancelled + r.unreached;
    to.dispatched += r.dispatched;
    to.dispatched -= r.succeeded + r.failed + r.timed_out + r.repeated + r.recalled;
    to.succeeded += r.succeeded;
    to.failed += r.failed;
    to.timed_out += r.timed_out;
    to.unreached += r.unreached;
    to.skipped += r.skipped;
    to.cancelled += r.cancelled + r.recalled;
}

}  // namespace

std::uint32_t job_machine::first_shard(const std::string& job, std::uint32_t shards) {
    return static_cast<std::uint32_t>(device_key("jobs." + job) % shards);
}

job_machine::job_machine(const job_spec& spec, job_seat seat)
    : spec_(spec),
      seat_(std::move(seat)),
      index_(seat_.index),
      shards_(seat_.shards),
      first_shard_(first_shard(spec.name, shards_)),
      members_(shards_) {
    if (seat_.service) pacing_ = job_pacing{*seat_.service, 0, {}, {}};
    if (spec.outage) losses_ = loss_watch(spec.outage->within);
    if (spec.rate) rate_.emplace(*spec.rate, seat_.step);
    for (const auto& b : spec.batches)
        batches_.emplace_back().name = batch_name(b);
    // No batches and a sole `rest` mean the same, so they have the same name.
    if (batches_.empty()) batches_.emplace_back();
    if (spec.batches.empty() ||
        (spec.batches.size() == 1 && spec.batches[0].kind == batch_spec::form::rest))
        batches_[0].name = "all";
    for (auto& b : batches_)
        b.ready = b.given_up = waiting_devices(shards_);
}

std::vector<mail> job_machine::on_mail(sim_time now, const std::vector<mail>& batch) {
    std::vector<mail> out;
    if (std::exchange(promised_at_, now) != now)
        for (auto& b : batches_)
            b.promised = 0;
    const auto is_act = [](const mail& m) { return std::holds_alternative<job_act_mail>(m.body); };
    for (const bool acts : {false, true})  // an act at the instant of the start finds a job begun
        for (const auto& m : batch)
            if (is_act(m) == acts) counting_versions(now, [&] { take(now, m, out); });
    counting_versions(now, [&] {
        if (asks_ && answers_ == shards_) answered(now, out);
        if (asks_) return;
        if (spec_.outage) watch_for_outage(now, out);
        if (deciding() || state_ == state::paused) decide(now, out);
    });
    note_progress(now);
    note_record(now, out);
    return out;
}

template <class Work>
void job_machine::counting_versions(sim_time now, const Work& work) {
    const auto before = std::pair(state_, batch_);
    work();
    if (before == std::pair(state_, batch_)) return;
    ++version_;
    if (state_ == state::freezing) return;  // those who watch are told once it runs
    const bool goes_on = before == std::pair(state::running, batch_ - 1);
    transitions_.push_back({now, ending() ? "ending" : state_name(),
                            goes_on ? "batch " + batches_[batch_].name : reason_});
}

void job_machine::take(sim_time now, const mail& m, std::vector<mail>& out) {
    if (const auto* wake = std::get_if<wake_mail>(&m.body)) {
        if (wake->token == token_held) held_by_.insert(m.source);
        if (wake->token == token_let_go) held_by_.erase(m.source);
        on_wake(now, wake->token, out);
    }
    if (std::holds_alternative<members_mail>(m.body)) on_members(m);
    if (const auto* report = std::get_if<leg_report_mail>(&m.body))
        on_report(now, *report, m.source, out);
    if (const auto* room = std::get_if<command_room_mail>(&m.body)) pacing_->room = *room;
    if (const auto* act = std::get_if<job_act_mail>(&m.body)) on_act(now, *act, out);
}

void job_machine::on_wake(sim_time now, std::uint32_t token, std::vector<mail>& out) {
    const bool waits_for_turn = !reason_.empty();
    if (token == token_start && state_ == state::pending && !waits_for_turn) {
        if (!spec_.approval) return queue(now, out);
        state_ = state::paused;
        reason_ = "waits for approval";
    }
    if (token == token_turn && state_ == state::pending) begin(now, out);
    if (token == token_left_out && state_ == state::pending) be_left_out(now, out);
    if (token == token_join) look_for_joiners(now, out);
    if (token == token_recover) survey(now, survey_mail::subject::legs, out);
    if (token == token_reach) end_reach(now, out);
    if (token == token_window) open_window(now, out);
    if (token == token_soaked && soaking_) {
        soaking_ = false;
        soaks_until_.reset();
        if (state_ == state::running && !last_batch()) examine(now, out);
    }
}

void job_machine::survey(sim_time now, survey_mail::subject about, std::vector<mail>& out) {
    if (asks_) return asks_next_.push_back(about);
    asks_ = about;
    answers_ = 0;
    out.push_back(to(every_shard, now, survey_mail{about, index_}));
}

void job_machine::answered(sim_time now, std::vector<mail>& out) {
    using subject = survey_mail::subject;
    const auto what = *std::exchange(asks_, std::nullopt);
    if (what == subject::candidates) {
        asks_ = subject::job;
        answers_ = 0;
        out.push_back(to(every_shard, now, survey_mail{subject::job, index_, choice_->decide()}));
        choice_.reset();
    }
    if (what == subject::job) frozen(now, out);
    if (what == subject::joined) greet(now, out);
    if (what == subject::health) judge(now, out);
    if (what == subject::legs) go_on(now, out);
    if (asks_ || asks_next_.empty()) return;
    const auto next = asks_next_.front();
    asks_next_.erase(asks_next_.begin());
    survey(now, next, out);
}

/// Who could have been sent the command, but for the threshold, the service or the pause, is told
/// so.
void job_machine::end_reach(sim_time now, std::vector<mail>& out) {
    if (state_ != state::running && state_ != state::paused) return;
    out.push_back(
        to(every_shard, now,
           leg_close_mail{index_, leg_outcome::unreached,
                          open_ ? reason_not_reached : reason_held_by_window, held_by()}));
}

void job_machine::on_members(const mail& m) {
    using subject = survey_mail::subject;
    const auto& found = std::get<members_mail>(m.body);
    ++answers_;
    if (asks_ == subject::job) members_[m.source] = found;
    if (asks_ == subject::candidates) choice_->add(found);
    if (asks_ == subject::joined) add_joiners(found, m.source);
    if (asks_ == subject::legs) take_stock(found, m.source);
    if (asks_ != subject::health) return;
    health_.resize(found.batch_sizes.size());
    for (std::size_t t = 0; t < health_.size(); ++t)
        health_[t] += found.batch_sizes[t];
}

void job_machine::on_report(sim_time now, const leg_report_mail& r, address shard,
                            std::vector<mail>& out) {
    add(counts_, r);
    in_flight_ += r.dispatched;
    in_flight_ -= r.succeeded + r.failed + r.timed_out + r.repeated + r.recalled;
    if (r.asks > 0) answer_asks(now, r, shard, out);
    losses_.note(now, r.lost);
    if (r.batch == no_batch) return;
    add(batches_[r.batch].counts, r);
    batches_[r.batch].rejected += r.rejected;
    if (by_outage_) batches_[r.batch].forgiven += r.timed_out;
    batches_[r.batch].ready.set(shard, r.ready);
    batches_[r.batch].given_up.set(shard, r.given_up);
}

void job_machine::frozen(sim_time now, std::vector<mail>& out) {
    state_ = state::running;
    for (const auto& m : members_)
        counts_.total += m.matched;
    counts_.pending = counts_.total;
    size_batches();
    send_plans(now, out);
    if (seat_.hours) open_window(now, out);
    if (spec_.reach) {
        reach_ends_ = now + *spec_.reach;
        out.push_back(to(0, *reach_ends_, wake_mail{token_reach}));
    }
    if (spec_.continuous) out.push_back(to(0, now + look_for_joiners_each, wake_mail{token_join}));
    begin_batch(now, 0, out);
}

void job_machine::size_batches() {
    std::uint64_t left = 0;
    std::vector<std::uint64_t> of_groups(batches_.size());
    for (const auto& m : members_) {
        left += m.left;
        for (std::size_t b = 0; b < m.batch_sizes.size(); ++b)
            of_groups[b] += m.batch_sizes[b];
    }
    const auto specs = spec_.batches.empty() ? std::vector<batch_spec>(1) : spec_.batches;
    const auto sizes = batch_sizes(specs, counts_.total, of_groups, left);
    for (std::size_t b = 0; b < batches_.size(); ++b)
        batches_[b].size = batches_[b].counts.total = batches_[b].counts.pending = sizes[b];
}

void job_machine::send_plans(sim_time now, std::vector<mail>& out) {
    std::uint64_t before = 0;  // rank of the shard's first left-over target among all
    for (std::uint32_t i = 0; i < shards_; ++i) {
        const auto shard = (first_shard_ + i) % shards_;
        const auto here = members_[shard].left;
        leg_plan_mail plan{index_, {}};
        std::uint64_t first = 0;
        for (std::size_t b = 0; b < batches_.size(); ++b) {
            const bool named = !spec_.batches.empty() && spec_.batches[b].names_devices();
            const auto last = named ? first : first + batches_[b].size;
            const auto clip = [&](std::uint64_t rank) {
                return std::clamp(rank, before, before + here) - before;
            };
            plan.ranks.emplace_back(clip(first), named ? clip(first) : clip(last));
            first = last;
        }
        before += here;
        if (members_[shard].matched > 0) out.push_back(to(shard, now, std::move(plan)));
    }
}

void job_machine::begin_batch(sim_time now, std::uint32_t batch, std::vector<mail>& out) {
    batch_ = batch;
    judged_ = false;
    batches_[batch].begin = batch == 0 ? *begin_ : now;
    granted_all_ = false;
    if (unlimited(batch)) return grant_all(now, out);
    // A grant of nothing opens the batch: the legs answer how many devices are ready.
    for (std::uint32_t s = 0; s < shards_; ++s)
        if (members_[s].matched > 0)
            out.push_back(to(s, now, leg_grant_mail{index_, batch_, 0, false}));
}

void job_machine::decide(sim_time now, std::vector<mail>& out) {
    if (state_ == state::freezing) return;
    if (rate_) rate_->note_successes(now, counts_.succeeded);
    slowed_now_ = 0;
    if (state_ == state::running || state_ == state::paused)
        if (const auto batch = exceeded()) cancel(now, cancel_reason(*batch), out);
    while (may_finish() && !soaking_ && !asks_ && batch_done())
        finish_batch(now, out);
    if (state_ == state::running || state_ == state::paused) grant_ends(now, out);
    if (state_ == state::running && !granted_all_ && !asks_) grant(now, out);
    if (state_ != state::running && pacing_) withdraw(now, out);
    const bool nobody_pending = counts_.pending == 0;
    if (state_ == state::cancelling && nobody_pending && in_flight_ == 0) end_cancelled(now, out);
    if (state_ != state::closing || !nobody_pending) return;
    state_ = state::complete;
    be_over(now, out);
}

/// The batches that had begun end with the job.
void job_machine::end_cancelled(sim_time now, std::vector<mail>& out) {
    state_ = state::cancelled;
    end_ = now;
    for (auto& b : batches_)
        if (b.begin && !b.end) b.end = now;
    be_over(now, out);
}

/// Between two batches, while it soaks or is paused, and every target so far has its outcome, only
/// mail moves it on, and no shard runs past mail. The same holds while its window is closed for
/// all.
bool job_machine::needs_every_step() const {
    if (state_ == state::freezing || ending() || in_flight_ > 0) return true;
    if (state_ != state::running && state_ != state::paused) return false;
    // Any device may be lost in any step, or given up, and then others get its permit.
    if (spec_.outage && state_ == state::running) return true;
    const bool by_permit = has(ends_by_permit(spec_), failure_kind::unreached);
    if (spec_.reach && by_permit && counts_.pending > 0) return true;
    if (!open_) return repeats_ > 0 || spec_.continuous;  // one of them may be given up
    const bool waits_for_joiners = spec_.continuous && last_batch();
    if (state_ == state::running && !soaking_ && !waits_for_joiners) return true;
    return std::any_of(batches_.begin(), batches_.begin() + batch_ + 1,
                       [](const auto& b) { return b.resolved() < b.size; });
}

/// A paused job whose last devices come to their end has nothing more to do.
bool job_machine::may_finish() const {
    return state_ == state::running || (state_ == state::paused && has_legs() && last_batch());
}

bool job_machine::batch_done() const {
    const auto& b = batches_[batch_];
    if (!last_batch()) return b.resolved() >= spec_.next_batch.finished.at_least_of(b.size);
    if (spec_.continuous) return false;
    return std::all_of(batches_.begin(), batches_.end(),
                       [](const auto& one) { return one.resolved() >= one.size; });
}

void job_machine::finish_batch(sim_time now, std::vector<mail>& out) {
    auto& b = batches_[batch_];
    b.end = now;
    if (last_batch()) {
        complete(now, out);
    } else if (!may_go_on()) {
        stop_at_gate(now, "too few of the finished devices succeeded", out);
    } else if (spec_.next_batch.soak > duration::zero()) {
        soaking_ = true;
        soaks_until_ = now + spec_.next_batch.soak;
        out.push_back(to(0, *soaks_until_, wake_mail{token_soaked}));
    } else {
        examine(now, out);
    }
}

/// Legs that might send without being asked are told not to.
void job_machine::hold(sim_time now, std::string why, std::vector<mail>& out) {
    state_ = state::paused;
    reason_ = std::move(why);
    if (!std::exchange(granted_all_, false)) return;
    for (std::uint32_t s = 0; s < shards_; ++s)
        if (members_[s].matched > 0)
            out.push_back(to(s, now, leg_grant_mail{index_, batch_, 0, false}));
}

void job_machine::complete(sim_time now, std::vector<mail>& out) {
    state_ = state::complete;
    reason_.clear();
    end_ = now;
    if (counts_.pending == 0) return be_over(now, out);
    state_ =
        state::closing;  // the batches did not take all targets; each still gets a terminal state
    out.push_back(
        to(every_shard, now, leg_close_mail{index_, leg_outcome::skipped, reason_in_no_batch, {}}));
}

void job_machine::cancel(sim_time now, std::string why, std::vector<mail>& out) {
    state_ = state::cancelling;
    by_outage_ = false;
    reason_ = std::move(why);
    leg_close_mail close{index_, leg_outcome::cancelled, reason_cancelled, {}};
    close.in_flight_too = spec_.force;
    close.recall = spec_.update && spec_.update->recall;
    out.push_back(to(every_shard, now, std::move(close)));
}

const char* job_machine::state_name() const {
    static constexpr const char* names[] = {"pending", "running",   "running",  "paused", "running",
                                            "running", "cancelled", "complete", "deleted"};
    return names[static_cast<std::size_t>(state_)];
}

job_result job_machine::result() const {
    job_result r;
    r.state = state_name();
    r.version = version_;
    r.state_reason = reason_.empty() ? slowness() : reason_;
    r.begin = begin_;
    r.end = end_;
    r.counts = counts_;
    for (const auto& b : batches_)
        r.batches.push_back({b.name, b.begin, b.end, b.counts});
    return r;
}

}  // namespace muster
