#include "fleet/job_machine.hpp"

/// What operators do with a job that has begun.
namespace muster {

void job_machine::on_act(sim_time now, const job_act_mail& m, std::vector<mail>& out) {
    // One at the instant of the start finds a job that has begun.
    const bool about_to_begin = state_ == state::pending && reason_.empty() && spec_.start <= now &&
                                now < spec_.start + seat_.step;
    if (about_to_begin && m.verb != job_verb::cancel)
        return out.push_back(to(0, now + seat_.step, m));
    act_report_mail report{m.act, refusal(m), version_, 0, 0};
    if (report.refusal.empty()) {
        const bool changed = m.verb == job_verb::pause    ? pause(now, m.principal, out)
                             : m.verb == job_verb::resume ? resume(now, out)
                             : m.verb == job_verb::cancel ? cancel_by(now, m.principal, out)
                                                          : erase_by(now, m.principal, out);
        report.version += changed ? 1 : 0;
        report.changed = changed ? 1 : 0;
    }
    out.push_back(to(outside, now, std::move(report)));
}

/// Empty where the act is possible, if only as one that changes nothing.
std::string job_machine::refusal(const job_act_mail& m) const {
    if (m.expected_version && *m.expected_version != version_)
        return "the job is at version " + std::to_string(version_) + ", not " +
               std::to_string(*m.expected_version) + "; look at it again";
    if (state_ == state::erased) return "the job is deleted";
    if (m.verb == job_verb::erase) return refusal_to_erase();
    const bool over = state_ == state::complete || state_ == state::closing;
    const bool cancelled = state_ == state::cancelled || state_ == state::cancelling;
    if (over) return "the job is complete";
    if (cancelled && m.verb != job_verb::cancel) return "the job is cancelled";
    const bool begun = state_ == state::running || state_ == state::paused || cancelled;
    if (!begun && m.verb != job_verb::cancel) return "the job has not begun";
    if (state_ == state::freezing) return "the job is being started; ask again";
    return {};
}

std::string job_machine::refusal_to_erase() const {
    if (state_ == state::freezing) return "the job is being started; ask again";
    if (ending()) return "the job is about to end; ask again";
    const bool over = state_ == state::cancelled || state_ == state::complete;
    if (!over && has_legs()) return "the job is under way; cancel it first";
    return held_by_.empty() ? "" : "a job that takes it back is under way; wait until it is over";
}

/// What is in flight runs out; nothing more is sent.
bool job_machine::pause(sim_time now, const std::string& principal, std::vector<mail>& out) {
    if (state_ == state::paused) return false;
    hold(now, "paused by " + principal, out);
    return true;
}

bool job_machine::resume(sim_time now, std::vector<mail>& out) {
    if (state_ == state::running) return false;
    reason_.clear();
    by_outage_ = false;
    if (!has_legs()) {
        queue(now, out);
        return true;
    }
    state_ = state::running;
    const bool between_batches = batches_[batch_].end && !soaking_ && !last_batch();
    if (between_batches && judged_)
        begin_batch(now, batch_ + 1, out);
    else if (between_batches)
        examine(now, out);
    else if (unlimited(batch_))
        grant_all(now, out);
    return true;
}

bool job_machine::cancel_by(sim_time now, const std::string& principal, std::vector<mail>& out) {
    if (state_ == state::cancelled || state_ == state::cancelling) return false;
    const std::string why = "cancelled by " + principal;
    if (has_legs()) {
        cancel(now, why, out);
        return true;
    }
    state_ = state::cancelled;  // no shard has a leg yet
    reason_ = why;
    begin_ = end_ = now;
    tell_followers(now, out);
    return true;
}

/// One that has not begun never will, as if it was cancelled.
bool job_machine::erase_by(sim_time now, const std::string& principal, std::vector<mail>& out) {
    if (state_ != state::cancelled && state_ != state::complete) cancel_by(now, principal, out);
    state_ = state::erased;
    reason_ = "deleted by " + principal;
    forget_targets(now, out);
    return true;
}

void job_machine::forget_targets(sim_time now, std::vector<mail>& out) {
    counts_ = {};
    for (auto& m : members_)
        m = {};
    for (auto& b : batches_) {
        b.size = b.rejected = b.forgiven = 0;
        b.counts = {};
    }
    out.push_back(to(every_shard, now, leg_forget_mail{index_}));
}

}  // namespace muster
