#include "fleet/job_watch.hpp"

namespace muster {

/// The pace is that of the time in which the job works.
void job_watch::note(sim_time now, bool works, const job_counts& counts, std::uint32_t batch,
                     const std::optional<job_course>& course) {
    if (counts.total == 0) return;
    if (works) pace_.go_on(now);
    pace_.note(now, counts.done());
    if (!works) pace_.rest(now);
    const auto done = counts.done() * 100 / counts.total;
    if (done == told_done_ && batch == told_batch_) return;
    told_done_ = done;
    told_batch_ = batch;
    const auto end = course ? eta(now, *course) : std::nullopt;
    told_.emplace_back(now, job_progress{counts, batch + 1, end});
}

}  // namespace muster
