#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "fleet/job_eta.hpp"
#include "fleet/job_progress.hpp"

namespace muster {

/// What a job became, and the barrier at which it did.
struct job_transition {
    sim_time at{};
    std::string state, reason;
};

/// What those are told who watch a job: how far it is, whenever another hundredth of its devices is
/// done or another batch has begun, and when it may end. Owned by one job.
class job_watch {
public:
    using told = std::vector<std::pair<sim_time, job_progress>>;

    /// Where it stands at a barrier, once its targets are known. `works`: it is neither between two
    /// batches nor paused. `course` is empty where nothing is to be said of its end.
    void note(sim_time now, bool works, const job_counts& counts, std::uint32_t batch,
              const std::optional<job_course>& course);
    std::optional<sim_time> eta(sim_time now, const job_course& course) const {
        return job_eta(now, course, pace_);
    }
    /// What was to be told since the last call.
    told take() { return std::exchange(told_, {}); }

private:
    job_pace pace_;
    told told_;
    std::uint64_t told_done_ = 0;              ///< hundredths of its devices
    std::optional<std::uint32_t> told_batch_;  ///< the one that had begun last
};

}  // namespace muster
