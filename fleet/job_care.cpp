#include <algorithm>
#include <limits>
#include <utility>

#include "fleet/job_machine.hpp"

/// What a job minds besides its batches: hours, repeats, outages, the health of its devices, and
/// the jobs that follow.
namespace muster {

/// At the instants at which the window may open or close somewhere, every leg looks who is inside.
void job_machine::open_window(sim_time now, std::vector<mail>& out) {
    if (state_ != state::running && state_ != state::paused) return;
    open_ = seat_.hours->any_open(now);
    out.push_back(to(every_shard, now, leg_window_mail{index_}));
    if (const auto next = seat_.hours->next_edge(now); next != never)
        out.push_back(to(0, next, wake_mail{token_window}));
}

/// The budget is spent in the order of (barrier, shard, batch, slot).
void job_machine::answer_asks(sim_time now, const leg_report_mail& r, address shard,
                              std::vector<mail>& out) {
    auto left = std::numeric_limits<std::uint64_t>::max();
    if (spec_.retry && spec_.retry->budget) {
        const auto& budget = *spec_.retry->budget;
        const auto most = budget.is_share ? budget.part.of(counts_.total) : budget.count;
        left = most - std::min(most, repeats_);
    }
    const bool goes_on = state_ == state::running || state_ == state::paused;
    const auto granted = goes_on ? std::min(r.asks, left) : 0;
    repeats_ += granted;
    out.push_back(to(shard, now, leg_retry_mail{index_, r.batch, granted}));
}

/// Devices that vanish together are an outage on our side, and their failures would be no news of
/// the job. A pause ends by hand; what was lost before it is forgotten then.
void job_machine::watch_for_outage(sim_time now, std::vector<mail>& out) {
    const auto lost = losses_.within(now);
    if (state_ != state::running || lost <= spec_.outage->lost.of(counts_.total)) return;
    hold(now,
         "paused: " + std::to_string(lost) + " of " + std::to_string(counts_.total) +
             " targets lost their connection at once",
         out);
    by_outage_ = true;
    losses_.forget();
}

/// Asks how the devices are that the job is done with, where that is a condition of going on.
void job_machine::examine(sim_time now, std::vector<mail>& out) {
    const bool nobody = batches_[batch_].size == 0;
    if (seat_.health == nullptr || nobody) return pass_gate(now, out);
    const auto health = survey_mail::subject::health;
    const bool asked = asks_ == health ||
                       std::find(asks_next_.begin(), asks_next_.end(), health) != asks_next_.end();
    if (asked) return;
    health_.clear();
    survey(now, survey_mail::subject::health, out);
}

void job_machine::judge(sim_time now, std::vector<mail>& out) {
    if (state_ != state::running) return;
    if (seat_.health->holds(health_)) return pass_gate(now, out);
    stop_at_gate(now, "not healthy: " + seat_.health->observed(health_), out);
}

/// Nothing is wrong with the batch, but somebody may have to say so.
void job_machine::pass_gate(sim_time now, std::vector<mail>& out) {
    if (!spec_.next_batch.approval) return begin_batch(now, batch_ + 1, out);
    judged_ = true;
    hold(now, "waits for approval of batch " + batches_[batch_ + 1].name, out);
}

void job_machine::stop_at_gate(sim_time now, const std::string& why, std::vector<mail>& out) {
    const auto text = " after batch " + batches_[batch_].name + ": " + why;
    if (!spec_.next_batch.pause_otherwise) return cancel(now, "cancelled" + text, out);
    judged_ = true;
    hold(now, "paused" + text, out);
}

}  // namespace muster
