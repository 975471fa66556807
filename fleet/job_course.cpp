#include "fleet/job_machine.hpp"

/// How far a job is, and when it may end.
namespace muster {

void job_machine::note_progress(sim_time now) {
    if (!begin_ || state_ == state::freezing) return;
    watch_.note(now, state_ == state::running && !soaking_, counts_, batch_, course());
}

std::optional<sim_time> job_machine::eta(sim_time now) const {
    const auto now_at = course();
    return now_at ? watch_.eta(now, *now_at) : std::nullopt;
}

std::optional<job_course> job_machine::course() const {
    if (state_ != state::running || counts_.total == 0) return std::nullopt;
    job_course c;
    for (std::size_t b = 0; b < batches_.size(); ++b) {
        const auto& one = batches_[b];
        const bool last = b + 1 == batches_.size();
        c.batches.push_back({one.size, one.resolved(), one.counts.pending,
                             last ? one.size : spec_.next_batch.finished.at_least_of(one.size)});
    }
    c.current = batch_;
    c.soak = spec_.next_batch.soak;
    if (soaking_ && soaks_until_) c.soaks_until = *soaks_until_;
    c.rate = spec_.rate;
    c.told = counts_.total - counts_.pending;
    if (reach_ends_) c.given_up = *reach_ends_;
    c.finish = spec_.finish;
    return c;
}

}  // namespace muster
