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
    to.pending -= r.dispatched + r.skipped + r.cancelled + r.unreached;
    to.dispatched += r.dispatched;
    to.dispatched -= r.succeeded + r.failed + r.timed_out;
    to.succeeded += r.succeeded;
    to.failed += r.failed;
    to.timed_out += r.timed_out;
    to.unreached += r.unreached;
    to.skipped += r.skipped;
    to.cancelled += r.cancelled;
}

}  // namespace

failure_budget::failure_budget(const cancel_spec& spec, std::uint64_t base)
    : limited_(true),
      limit_(spec.failed.is_share ? std::max(spec.failed.part.of(base), spec.at_least)
                                  : spec.failed.count),
      overshoot_(spec.overshoot) {}

std::optional<std::uint64_t> failure_budget::window(std::uint64_t failures) const {
    if (!limited_ || !overshoot_) return std::nullopt;
    return failures > limit_ ? 0 : limit_ - failures + 1 + *overshoot_;
}

std::uint32_t job_machine::first_shard(const std::string& job, std::uint32_t shards) {
    return static_cast<std::uint32_t>(device_key("jobs." + job) % shards);
}

job_machine::job_machine(const job_spec& spec, std::uint32_t index, std::uint32_t shards,
                         std::optional<address> service, duration step)
    : spec_(spec),
      index_(index),
      shards_(shards),
      first_shard_(first_shard(spec.name, shards)),
      members_(shards),
      ready_(std::max<std::size_t>(1, spec.batches.size()), std::vector<std::uint64_t>(shards)) {
    if (service) pacing_ = pacing{*service, 0, {}, {}};
    if (spec.rate) rate_.emplace(*spec.rate, step);
    for (const auto& b : spec.batches)
        batches_.push_back({batch_name(b), 0, {}, {}, {}});
    // No batches and a sole `rest` mean the same, so they have the same name.
    if (batches_.empty()) batches_.emplace_back();
    if (spec.batches.empty() ||
        (spec.batches.size() == 1 && spec.batches[0].kind == batch_spec::form::rest))
        batches_[0].name = "all";
}

std::vector<mail> job_machine::on_mail(sim_time now, const std::vector<mail>& batch) {
    std::vector<mail> out;
    for (const auto& m : batch)
        counting_versions(now, [&] { take(now, m, out); });
    counting_versions(now, [&] {
        if (state_ == state::freezing && answers_ == shards_) frozen(now, out);
        if (deciding() || state_ == state::paused) decide(now, out);
    });
    note_progress(now);
    return out;
}

template <class Work>
void job_machine::counting_versions(sim_time now, const Work& work) {
    const auto before = std::pair(state_, batch_);
    work();
    if (before == std::pair(state_, batch_)) return;
    ++version_;
    transitions_.push_back({now, state_name(), reason_});
}

void job_machine::take(sim_time now, const mail& m, std::vector<mail>& out) {
    if (const auto* wake = std::get_if<wake_mail>(&m.body)) on_wake(now, wake->token, out);
    if (std::holds_alternative<members_mail>(m.body)) on_members(m);
    if (const auto* report = std::get_if<leg_report_mail>(&m.body)) on_report(*report, m.source);
    if (const auto* room = std::get_if<command_room_mail>(&m.body)) pacing_->room = *room;
    if (const auto* act = std::get_if<job_act_mail>(&m.body)) on_act(now, *act, out);
}

void job_machine::on_wake(sim_time now, std::uint32_t token, std::vector<mail>& out) {
    if (token == token_start && state_ == state::pending) {
        state_ = state::freezing;
        begin_ = spec_.start;
        out.push_back(to(every_shard, now, survey_mail{survey_mail::subject::job, index_}));
    }
    if (token == token_reach) end_reach(now, out);
    if (token == token_soaked && soaking_) {
        soaking_ = false;
        if (state_ == state::running && !last_batch()) begin_batch(now, batch_ + 1, out);
    }
}

/// Who could have been sent the command, but for the threshold, the service or the pause, is told
/// so.
void job_machine::end_reach(sim_time now, std::vector<mail>& out) {
    if (state_ != state::running && state_ != state::paused) return;
    const char* held = state_ == state::paused           ? reason_held_by_pause
                       : granted_all_ || soaking_        ? reason_not_reached
                       : pacing_ && pacing_->waiting > 0 ? reason_held_by_service
                       : rate_ && !spec_.cancel          ? reason_held_by_rate
                       : spec_.cancel                    ? reason_held_by_threshold
                                                         : reason_not_reached;
    out.push_back(to(every_shard, now,
                     leg_close_mail{index_, leg_outcome::unreached, reason_not_reached, held}));
}

void job_machine::on_members(const mail& m) {
    members_[m.source] = std::get<members_mail>(m.body);
    ++answers_;
}

void job_machine::on_report(const leg_report_mail& r, address shard) {
    add(counts_, r);
    in_flight_ += r.dispatched;
    in_flight_ -= r.succeeded + r.failed + r.timed_out;
    if (r.batch == no_batch) return;
    add(batches_[r.batch].counts, r);
    ready_[r.batch][shard] = r.ready;
}

void job_machine::frozen(sim_time now, std::vector<mail>& out) {
    state_ = state::running;
    for (const auto& m : members_)
        counts_.total += m.matched;
    counts_.pending = counts_.total;
    size_batches();
    send_plans(now, out);
    if (spec_.reach) {
        given_up_ = now + *spec_.reach;
        out.push_back(to(0, given_up_, wake_mail{token_reach}));
    }
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
            const bool by_group =
                !spec_.batches.empty() && spec_.batches[b].kind == batch_spec::form::group;
            const auto last = by_group ? first : first + batches_[b].size;
            const auto clip = [&](std::uint64_t rank) {
                return std::clamp(rank, before, before + here) - before;
            };
            plan.ranks.emplace_back(clip(first), by_group ? clip(first) : clip(last));
            first = last;
        }
        before += here;
        if (members_[shard].matched > 0) out.push_back(to(shard, now, std::move(plan)));
    }
}

void job_machine::begin_batch(sim_time now, std::uint32_t batch, std::vector<mail>& out) {
    batch_ = batch;
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
    slowed_now_ = 0;
    if (state_ == state::running || state_ == state::paused)
        if (const auto batch = exceeded()) cancel(now, cancel_reason(*batch), out);
    while (state_ == state::running && !soaking_ && batch_done())
        finish_batch(now, out);
    if (state_ == state::running && !granted_all_) grant(now, out);
    if (state_ != state::running && pacing_) withdraw(now, out);
    const bool nobody_pending = counts_.pending == 0;
    if (state_ == state::cancelling && nobody_pending && in_flight_ == 0) end_cancelled(now);
    if (state_ == state::closing && nobody_pending) state_ = state::complete;
}

/// The batches that had begun end with the job.
void job_machine::end_cancelled(sim_time now) {
    state_ = state::cancelled;
    end_ = now;
    for (auto& b : batches_)
        if (b.begin && !b.end) b.end = now;
}

/// Between two batches, while it soaks or is paused, and every target so far has its outcome, only
/// mail moves it on, and no shard runs past mail.
bool job_machine::needs_every_step() const {
    if (state_ == state::freezing || ending() || in_flight_ > 0) return true;
    if (state_ != state::running && state_ != state::paused) return false;
    if (state_ == state::running && !soaking_) return true;
    return std::any_of(batches_.begin(), batches_.begin() + batch_ + 1,
                       [](const auto& b) { return b.resolved() < b.size; });
}

bool job_machine::batch_done() const {
    const auto& b = batches_[batch_];
    if (!last_batch()) return b.resolved() >= spec_.next_batch.finished.at_least_of(b.size);
    return std::all_of(batches_.begin(), batches_.end(),
                       [](const auto& one) { return one.resolved() >= one.size; });
}

void job_machine::finish_batch(sim_time now, std::vector<mail>& out) {
    auto& b = batches_[batch_];
    b.end = now;
    if (last_batch()) {
        complete(now, out);
    } else if (!may_go_on()) {
        const std::string why =
            "after batch " + b.name + ": too few of the finished devices succeeded";
        if (!spec_.next_batch.pause_otherwise) return cancel(now, "cancelled " + why, out);
        hold(now, "paused " + why, out);
    } else if (spec_.next_batch.soak > duration::zero()) {
        soaking_ = true;
        soaks_until_ = now + spec_.next_batch.soak;
        out.push_back(to(0, soaks_until_, wake_mail{token_soaked}));
    } else {
        begin_batch(now, batch_ + 1, out);
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
    end_ = now;
    if (counts_.pending == 0) return;
    state_ =
        state::closing;  // the batches did not take all targets; each still gets a terminal state
    out.push_back(
        to(every_shard, now, leg_close_mail{index_, leg_outcome::skipped, reason_in_no_batch, {}}));
}

bool job_machine::may_go_on() const {
    const auto& c = batches_[batch_].counts;
    return c.succeeded >= spec_.next_batch.succeeded.at_least_of(c.finished());
}

void job_machine::cancel(sim_time now, std::string why, std::vector<mail>& out) {
    state_ = state::cancelling;
    reason_ = std::move(why);
    out.push_back(
        to(every_shard, now, leg_close_mail{index_, leg_outcome::cancelled, "job cancelled", {}}));
}

/// Failures of a batch, or of the whole job, as the threshold says.
std::uint64_t job_machine::failures_counted(std::size_t batch) const {
    return counted(batch, &batch_state::failures);
}

std::uint64_t job_machine::counted(std::size_t batch,
                                   std::uint64_t (batch_state::*what)() const) const {
    if (by_batch()) return (batches_[batch].*what)();
    std::uint64_t all = 0;
    for (const auto& b : batches_)
        all += (b.*what)();
    return all;
}

failure_budget job_machine::budget(std::size_t batch) const {
    if (!spec_.cancel) return {};
    switch (spec_.cancel->of) {
        case cancel_spec::base::batch:
            return {*spec_.cancel, batches_[batch].size};
        case cancel_spec::base::job:
            return {*spec_.cancel, counts_.total};
        case cancel_spec::base::finished:
            return {*spec_.cancel, counts_.finished()};
    }
    return {};
}

/// The first batch whose failures exceed the limit; where the limit is the job's, the current one.
std::optional<std::size_t> job_machine::exceeded() const {
    for (std::size_t b = by_batch() ? 0 : batch_; b <= batch_; ++b)
        if (budget(b).exceeded(failures_counted(b))) return b;
    return std::nullopt;
}

std::string job_machine::cancel_reason(std::size_t batch) const {
    const char* how =
        counted(batch, &batch_state::timed_out) > 0 ? " failed or timed out" : " failed";
    return std::to_string(failures_counted(batch)) + how + ", more than the limit of " +
           std::to_string(budget(batch).limit()) + ", in batch " + batches_[batch].name;
}

const char* job_machine::state_name() const {
    static constexpr const char* names[] = {"pending", "running", "running",   "paused",
                                            "running", "running", "cancelled", "complete"};
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
