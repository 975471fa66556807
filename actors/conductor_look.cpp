#include <algorithm>

#include "actors/conductor_state.hpp"

/// Shards of other processes can't be read where they are. What they say with every visit is at
/// hand; the rest is brought here before a barrier is closed, and only what will be read.
namespace muster {

/// What is to be answered and shown at this barrier is settled first.
void conductor_state::reach_barrier() {
    {
        const std::lock_guard guard(context_->questions_mutex);
        std::move(context_->questions.begin(), context_->questions.end(),
                  std::back_inserter(context_->asked));
        context_->questions.clear();
    }
    progress_due_ = context_->options.on_progress != nullptr &&
                    wall() - shown_wall_ >= context_->options.progress_interval;
    if (context_->shards.host_workers().empty()) return close_barrier();
    look(wanted_now(), &conductor_state::close_barrier);
}

look_call conductor_state::wanted_now() {
    const bool metrics = watch_reads() || progress_due_;
    look_call want;
    want.now = barrier_time();
    want.close_window = window_ends();
    want.series = metrics || want.close_window;
    want.jobs = (metrics || !context_->asked.empty()) && !context_->jobs.empty();
    if (metrics) want.scans.push_back(barrier_time());
    want.ways = metrics && context_->w->measures_latency;
    return want;
}

/// A result needs everything.
void conductor_state::reach_end() {
    look_call want{barrier_time(),
                   true,
                   window_is_open(),
                   true,
                   true,
                   true,
                   {barrier_time()},
                   context_->w->measures_latency,
                   {},
                   {}};
    want.causes = jobs_to_explain();
    if (result_time() != barrier_time()) want.scans.push_back(result_time());
    look(std::move(want), &conductor_state::end_run);
}

void conductor_state::look(look_call what, void (conductor_state::*then)()) {
    const auto& hosts = context_->shards.host_workers();
    if (hosts.empty()) return (this->*then)();
    if (host_lost()) return;
    if (!what.wanted()) return (this->*then)();
    pending_ = static_cast<std::uint32_t>(hosts.size());
    for (const auto& h : hosts)
        self_->request(h, caf::infinite, what)
            .then(
                [this, then](atom::looked) {
                    if (all_answered()) (this->*then)();
                },
                [this](const caf::error& e) { on_error(e); });
}

/// Whether the expectations will read more than counters at this barrier.
bool conductor_state::watch_reads() const {
    const auto next = watch_->next_instant();
    return (watch_->continuous() && !watch_->counted()) || (next && *next <= barrier_time());
}

bool conductor_state::window_ends() const {
    return frontier_ >= 0 && barrier_time() >= window_end_;
}

/// Whether a window has been begun that is to be closed where the run got to.
bool conductor_state::window_is_open() const {
    return (windows_.empty() ? warm_up() : windows_.back().end) < barrier_time();
}

sim_time conductor_state::result_time() const {
    return std::min(barrier_time(), context_->w->length());
}

}  // namespace muster
