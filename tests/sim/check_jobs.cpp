#include <algorithm>

#include "fleet/job_machine.hpp"
#include "tests/sim/recorded_run.hpp"
#include "tests/support/leg_failures.hpp"

namespace muster::sim {

namespace {

bool within_total(const job_counts& c) {
    return std::max({c.pending, c.dispatched, c.succeeded, c.failed, c.timed_out, c.unreached,
                     c.cancelled, c.skipped}) <= c.total;
}

std::uint64_t reason(const job_result& j, const std::string& text) {
    const auto at = j.reasons.find(text);
    return at == j.reasons.end() ? 0 : at->second;
}

/// Why a device was not reached.
constexpr const char* unreached[] = {reason_not_reached,   reason_held_by_threshold,
                                     reason_held_by_pause, reason_held_by_service,
                                     reason_held_by_rate,  reason_held_by_window};

std::uint64_t unreached_by_reason(const job_result& j) {
    std::uint64_t all = 0;
    for (const auto* why : unreached)
        all += reason(j, why);
    return all;
}

/// Failures as a threshold counts them, of one batch or of all, as the legs know them.
std::uint64_t failures(const recorded_run& r, std::uint32_t job, failure_set kinds,
                       std::optional<std::size_t> batch = {}) {
    std::uint64_t all = 0;
    for (std::uint32_t i = 0; i < r.lab->shards(); ++i) {
        const auto in = r.lab->shard(i);
        const auto found = in.state.legs.find(job);
        if (found == in.state.legs.end()) continue;
        all += testing::failed_in(found->second, kinds, batch);
    }
    return all;
}

std::uint64_t all_of(const std::map<std::string, std::uint64_t>& reasons) {
    std::uint64_t all = 0;
    for (const auto& [text, devices] : reasons)
        all += devices;
    return all;
}

void check_batches(const std::string& name, const job_result& j, complaints& out) {
    job_counts all;
    std::uint64_t latencies = 0;
    auto reasons = j.reasons;
    for (const auto& b : j.batches) {
        demand(out, b.counts.add_up(),
               name + ": the outcomes of batch " + b.name + " do not add up");
        demand(out, within_total(b.counts),
               name + ": batch " + b.name + " has an outcome below zero");
        demand_equal(out, name + ": devices of batch " + b.name + " with a reason",
                     all_of(b.reasons), b.counts.done() - b.counts.succeeded);
        for (const auto& [text, devices] : b.reasons)
            reasons[text] -= devices;
        all.total += b.counts.total;
        all.succeeded += b.counts.succeeded;
        all.failed += b.counts.failed;
        all.unreached += b.counts.unreached;
        latencies += b.latency.count;
    }
    demand(out, all.total <= j.counts.total, name + ": its batches have more devices than the job");
    demand_equal(out, name + ": succeeded in batches", all.succeeded, j.counts.succeeded);
    demand_equal(out, name + ": failed in batches", all.failed, j.counts.failed);
    demand_equal(out, name + ": unreached in batches", all.unreached, j.counts.unreached);
    demand_equal(out, name + ": latencies in batches", latencies, j.latency.count);
    for (const auto& [text, devices] : reasons)
        demand(out, devices <= j.counts.total - all.total,
               name + ": its batches have more devices with \"" + text + "\" than the job");
}

void check_counts(const job_spec& spec, const job_result& j, complaints& out) {
    const auto& name = spec.name;
    demand(out, j.counts.add_up(), name + ": the outcomes of all devices do not add up");
    check_batches(name, j, out);
    demand_equal(out, name + ": devices with a reason", all_of(j.reasons),
                 j.counts.done() - j.counts.succeeded);
    demand_equal(out, name + ": unreached", j.counts.unreached, unreached_by_reason(j));
    const auto answers = j.latency.count + reason(j, reason_refused);
    const auto ended = j.counts.succeeded + j.counts.failed;
    // Of who was told again only a success has a latency.
    demand(out, answers == ended || (spec.retry && answers < ended),
           name + ": " + std::to_string(answers) + " latencies of " + std::to_string(ended) +
               " devices");
    if (j.state == "complete")
        demand_equal(out, name + ": complete, but pending or dispatched",
                     j.counts.pending + j.counts.dispatched, 0);
    if (j.state == "cancelled")
        demand_equal(out, name + ": cancelled, but pending or dispatched",
                     j.counts.pending + j.counts.dispatched, 0);
}

/// Who was sent the command has an instant of it, who is done one of that, and not before.
void check_times(const leg_state& leg, const std::string& name, complaints& out) {
    std::size_t rank = 0;
    for (const auto s : leg.targets.members()) {
        const auto t = leg.times.at(rank++);
        const auto o = leg.outcome_of(s);
        const bool waits = o == leg_outcome::pending;
        const bool again = leg.again.contains(s);
        const bool sent = again || (o >= leg_outcome::dispatched && o <= leg_outcome::timed_out);
        // Before or after it was sent; who is told again may be removed meanwhile.
        const bool either = o == leg_outcome::cancelled || o == leg_outcome::skipped;
        demand(out, t.ended.has_value() == (again || (!waits && o != leg_outcome::dispatched)),
               name + ": a device is done at no instant, or has one too early");
        demand(out, either || t.sent.has_value() == sent,
               name + ": a device was sent the command at no instant, or was not sent it");
        demand(out, t.sent.has_value() == (t.attempts > 0),
               name + ": a device was sent the command at no instant, or no number of times");
        demand(out, !t.sent || !t.ended || *t.sent <= *t.ended,
               name + ": a device is done before it was sent the command");
    }
}

void check_legs(const recorded_run& r, std::uint32_t job, const std::string& name,
                const job_result& j, complaints& out) {
    std::array<std::uint64_t, leg_outcomes> by_outcome{};
    std::uint64_t targets = 0;
    for (std::uint32_t i = 0; i < r.lab->shards(); ++i) {
        const auto in = r.lab->shard(i);
        const auto leg = in.state.legs.find(job);
        if (leg == in.state.legs.end()) continue;
        targets += leg->second.targets.size();
        check_times(leg->second, name, out);
        slot_set together;
        std::uint64_t each = 0;
        for (std::size_t o = 0; o < leg_outcomes; ++o) {
            together |= leg->second.by_outcome[o];
            each += leg->second.by_outcome[o].size();
            by_outcome[o] += leg->second.by_outcome[o].size();
        }
        demand(out, together == leg->second.targets && each == together.size(),
               name + ": a target has no outcome, or two");
    }
    const auto of = [&](leg_outcome o) { return by_outcome[static_cast<std::size_t>(o)]; };
    demand_equal(out, name + ": total", j.counts.total, targets);
    demand_equal(out, name + ": pending", j.counts.pending, of(leg_outcome::pending));
    demand_equal(out, name + ": dispatched", j.counts.dispatched, of(leg_outcome::dispatched));
    demand_equal(out, name + ": succeeded", j.counts.succeeded, of(leg_outcome::succeeded));
    demand_equal(out, name + ": failed", j.counts.failed, of(leg_outcome::failed));
    demand_equal(out, name + ": timed out", j.counts.timed_out, of(leg_outcome::timed_out));
    demand_equal(out, name + ": unreached", j.counts.unreached, of(leg_outcome::unreached));
    demand_equal(out, name + ": cancelled", j.counts.cancelled, of(leg_outcome::cancelled));
    demand_equal(out, name + ": skipped", j.counts.skipped, of(leg_outcome::skipped));
}

void check_threshold(const recorded_run& r, std::uint32_t job, const job_result& j,
                     complaints& out) {
    const auto& spec = r.the_world().source().jobs[job];
    const auto& name = spec.name;
    if (!spec.cancel) return;
    const auto kinds = spec.cancel->counts;
    using base = cancel_spec::base;
    const auto within = [&](const failure_budget& budget, std::uint64_t failed,
                            const std::string& what) {
        if (spec.cancel->overshoot)
            demand(out, failed <= budget.limit() + 1 + *spec.cancel->overshoot,
                   what + ": " + std::to_string(failed) + " failures exceed the limit of " +
                       std::to_string(budget.limit()));
    };
    if (spec.cancel->of == base::batch) {
        for (std::size_t b = 0; b < j.batches.size(); ++b)
            within(failure_budget(*spec.cancel, j.batches[b].counts.total),
                   failures(r, job, kinds, b), name + ", batch " + j.batches[b].name);
        return;
    }
    const failure_budget budget(
        *spec.cancel, spec.cancel->of == base::job ? j.counts.total : j.counts.finished());
    const auto failed = failures(r, job, kinds);
    within(budget, failed, name);
    if (spec.cancel->of != base::job || spec.continuous) return;
    if (budget.exceeded(failed))
        demand(out, !j.state_reason.empty(), name + ": goes on above its limit");
    if (j.state == "cancelled" && j.state_reason.find("more than the limit") != std::string::npos)
        demand(out, budget.exceeded(failed), name + ": cancelled at or below its limit");
}

/// The last that was told of a job is how it ended.
void check_told(const recorded_run& r, const std::string& name, const job_result& j,
                complaints& out) {
    std::string last = "pending";
    for (const auto& e : r.lab->events)
        if (e.kind == event_kind::job_changed && e.subject == name) last = e.detail;
    const bool ends = j.state == "running" && last.starts_with("ending");
    demand(out, ends || last.starts_with(j.state),
           name + " is " + j.state + ", but was last told to be " + last);
}

std::uint64_t sent_outside_of_jobs(const recorded_run& r) {
    std::uint64_t sent = 0;
    for (std::uint32_t i = 0; i < r.lab->shards(); ++i) {
        const auto in = r.lab->shard(i);
        for (slot s = 0; s < in.columns.size(); ++s)
            for (const auto* record : in.state.commands.of(s))
                sent += record->sent != never ? 1 : 0;
    }
    return sent;
}

/// Commands that questions of the scenario have sent; of those that are still open nobody knows.
std::uint64_t sent_by_questions(const recorded_run& r, bool& all_known) {
    std::uint64_t sent = 0;
    for (const auto& act : r.the_world().source().acts) {
        if (!act.asks || act.asks->command.empty()) continue;
        const auto& result = r.result().acts.at(act.name);
        all_known = all_known && (result.question || result.outcome == "invalid");
        if (!result.question) continue;
        const auto& q = *result.question;
        const auto absent = q.reasons.find("the device was not connected");
        const auto refused = q.codes.find(400);
        sent += q.asked - (absent == q.reasons.end() ? 0 : absent->second) -
                (refused == q.codes.end() ? 0 : refused->second);
    }
    return sent;
}

}  // namespace

void check_jobs(const recorded_run& r, complaints& out) {
    const auto& jobs = r.the_world().source().jobs;
    bool all_known = true;
    std::uint64_t sent = sent_outside_of_jobs(r) + sent_by_questions(r, all_known);
    for (std::uint32_t i = 0; i < jobs.size(); ++i) {
        const auto& j = r.result().jobs.at(jobs[i].name);
        check_counts(jobs[i], j, out);
        check_legs(r, i, jobs[i].name, j, out);
        check_threshold(r, i, j, out);
        check_told(r, jobs[i].name, j, out);
        sent -= reason(j, reason_refused);
    }
    sent += r.tellings.told().size();
    if (all_known)
        demand_equal(out, "commands sent", r.result().commands.sent, sent);
    else
        demand(out, r.result().commands.sent >= sent, "fewer commands were sent than answered");
}

}  // namespace muster::sim
