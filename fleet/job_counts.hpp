#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "fleet/time.hpp"

namespace muster {

/// Devices of a job by what became of them.
struct job_counts {
    std::uint64_t total = 0, pending = 0, dispatched = 0, succeeded = 0, failed = 0, timed_out = 0,
                  cancelled = 0, skipped = 0;
};

/// What became of one batch.
struct batch_result {
    std::string name;  ///< `1%`, `pilots`, `rest`
    std::optional<sim_time> begin, end;
    job_counts counts;
};

}  // namespace muster
