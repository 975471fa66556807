#pragma once

#include <cstdint>
#include <optional>

#include "fleet/job_counts.hpp"

namespace muster {

/// How far a job is, for those who watch it.
struct job_progress {
    job_counts counts;
    std::uint32_t batch = 0;      ///< the one that began last, from 1
    std::optional<sim_time> end;  ///< when it may end, as `job_eta` says; empty: nobody can tell
};

}  // namespace muster
