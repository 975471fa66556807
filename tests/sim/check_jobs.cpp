#include <algorithm>

#include "fleet/job_machine.hpp"
#include "tests/sim/recorded_run.hpp"

namespace muster::sim {

namespace {

std::uint64_t sum_of(const job_counts& c) {
    return c.pending + c.dispatched + c.succeeded + c.failed + c.timed_out + c.cancelled +
           c.skipped;
}

bool within_total(const job_counts& c) {
    return std::max({c.pending, c.dispatched, c.succeeded, c.failed, c.timed_out, c.cancelled,
                     c.skipped}) <= c.total;
}

std::uint64_t reason(const job_result& j, const std::string& text) {
    const auto at = j.reasons.find(text);
    return at == j.reasons.end() ? 0 : at->second;
}

/// Why a device timed out that was never sent anything.
constexpr const char* unreached[] = {reason_not_reached, reason_held_by_threshold,
                                     reason_held_by_pause, reason_held_by_service};

/// Failures as a threshold counts them: who was never sent anything did not fail.
std::uint64_t failures(const job_result& j) {
    auto failed = j.counts.failed + j.counts.timed_out;
    for (const auto* why : unreached)
        failed -= reason(j, why);
    return failed;
}

void check_counts(const std::string& name, const job_result& j, complaints& out) {
    demand_equal(out, name + ": the outcomes of all devices", sum_of(j.counts), j.counts.total);
    std::uint64_t in_batches = 0;
    for (const auto& b : j.batches) {
        demand_equal(out, name + ": the outcomes of batch " + b.name, sum_of(b.counts),
                     b.counts.total);
        demand(out, within_total(b.counts),
               name + ": batch " + b.name + " has an outcome below zero");
        in_batches += b.counts.total;
    }
    demand(out, in_batches <= j.counts.total,
           name + ": its batches have more devices than the job");
    std::uint64_t with_reason = 0;
    for (const auto& [text, devices] : j.reasons)
        with_reason += devices;
    demand_equal(out, name + ": devices with a reason", with_reason,
                 j.counts.failed + j.counts.timed_out + j.counts.cancelled + j.counts.skipped);
    demand_equal(out, name + ": latencies", j.latency.count + reason(j, reason_refused),
                 j.counts.succeeded + j.counts.failed);
    if (j.state == "complete")
        demand_equal(out, name + ": complete, but pending or dispatched",
                     j.counts.pending + j.counts.dispatched, 0);
    if (j.state == "cancelled")
        demand_equal(out, name + ": cancelled, but pending or dispatched",
                     j.counts.pending + j.counts.dispatched, 0);
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
    demand_equal(out, name + ": cancelled", j.counts.cancelled, of(leg_outcome::cancelled));
    demand_equal(out, name + ": skipped", j.counts.skipped, of(leg_outcome::skipped));
}

void check_threshold(const std::string& name, const job_spec& spec, const job_result& j,
                     complaints& out) {
    if (!spec.cancel) return;
    using base = cancel_spec::base;
    const auto within = [&](const failure_budget& budget, std::uint64_t failed,
                            const std::string& what) {
        if (spec.cancel->overshoot)
            demand(out, failed <= budget.limit() + 1 + *spec.cancel->overshoot,
                   what + ": " + std::to_string(failed) + " failures exceed the limit of " +
                       std::to_string(budget.limit()));
    };
    const auto finished = j.counts.succeeded + j.counts.failed + j.counts.timed_out;
    if (spec.cancel->of == base::batch) {
        if (spec.reach) return;  // who was not reached is known by job, not by batch
        for (const auto& b : j.batches)
            within(failure_budget(*spec.cancel, b.counts.total),
                   b.counts.failed + b.counts.timed_out, name + ", batch " + b.name);
        return;
    }
    const failure_budget budget(*spec.cancel,
                                spec.cancel->of == base::job ? j.counts.total : finished);
    within(budget, failures(j), name);
    if (spec.cancel->of != base::job) return;
    if (budget.exceeded(failures(j)))
        demand(out, !j.state_reason.empty(), name + ": goes on above its limit");
    if (j.state == "cancelled" && j.state_reason.find("more than the limit") != std::string::npos)
        demand(out, budget.exceeded(failures(j)), name + ": cancelled at or below its limit");
}

/// The last that was told of a job is how it ended.
void check_told(const recorded_run& r, const std::string& name, const job_result& j,
                complaints& out) {
    std::string last = "pending";
    for (const auto& e : r.lab->events)
        if (e.kind == event_kind::job_changed && e.subject == name) last = e.detail;
    demand(out, last.substr(0, last.find(':')) == j.state,
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

}  // namespace

void check_jobs(const recorded_run& r, complaints& out) {
    const auto& jobs = r.the_world().source().jobs;
    std::uint64_t sent = sent_outside_of_jobs(r);
    for (std::uint32_t i = 0; i < jobs.size(); ++i) {
        const auto& j = r.result().jobs.at(jobs[i].name);
        check_counts(jobs[i].name, j, out);
        check_legs(r, i, jobs[i].name, j, out);
        check_threshold(jobs[i].name, jobs[i], j, out);
        check_told(r, jobs[i].name, j, out);
        sent += j.counts.dispatched + j.counts.succeeded + failures(j) - reason(j, reason_refused);
    }
    demand_equal(out, "commands sent", r.result().commands.sent, sent);
}

}  // namespace muster::sim
