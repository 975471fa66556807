#include <utility>

#include "fleet/job_machine.hpp"

/// When a job begins, and what follows when it is over.
namespace muster {

/// Where only so many jobs may be under way, it waits for its turn.
void job_machine::queue(sim_time now, std::vector<mail>& out) {
    if (!seat_.queue) return begin(now, out);
    state_ = state::pending;
    reason_ = "waits for other jobs";
    const bool skips = spec_.overlap == overlap_rule::skip;
    out.push_back(to(*seat_.queue, now, job_turn_mail{false, spec_.priority, seat_.series, skips}));
}

/// A run that was due while another one was under way.
void job_machine::be_left_out(sim_time now, std::vector<mail>& out) {
    state_ = state::cancelled;
    reason_ = "left out, since another run was under way";
    begin_ = end_ = now;
    tell_followers(now, out);
}

void job_machine::begin(sim_time now, std::vector<mail>& out) {
    if (seat_.reverts) out.push_back(to(*seat_.reverts, now, wake_mail{token_held}));
    state_ = state::freezing;
    reason_.clear();
    // A job that another one begins, or that had to wait, has no start of its own. The clock's wake
    // comes in the step behind its instant.
    const bool by_clock = spec_.after.empty() && spec_.start >= now - seat_.step;
    if (!begin_) begin_ = by_clock ? spec_.start : now;
    if (spec_.target.chooses()) return choose(now, out);
    survey(now, survey_mail::subject::job, out);
}

/// From now on nobody minds what becomes of its devices.
void job_machine::be_over(sim_time now, std::vector<mail>& out) const {
    if (spec_.outage) {
        leg_close_mail close{index_, leg_outcome::skipped, reason_in_no_batch, {}};
        close.over = true;
        out.push_back(to(every_shard, now, std::move(close)));
    }
    tell_followers(now, out);
}

void job_machine::tell_followers(sim_time now, std::vector<mail>& out) const {
    for (const auto job : seat_.begin_after)
        out.push_back(to(job, now, wake_mail{token_start}));
    if (seat_.begins_on_cancel && state_ == state::cancelled)
        out.push_back(to(*seat_.begins_on_cancel, now, wake_mail{token_start}));
    if (seat_.reverts) out.push_back(to(*seat_.reverts, now, wake_mail{token_let_go}));
    if (seat_.queue) out.push_back(to(*seat_.queue, now, job_turn_mail{true}));
}

}  // namespace muster
