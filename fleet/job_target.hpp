#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "fleet/shard_columns.hpp"

namespace muster {

/// How one device stands in a job.
struct job_target {
    std::string device, fleet;  ///< its id; the fleet that it is of
    leg_outcome outcome = leg_outcome::pending;
    std::string reason;  ///< empty while it has none, and where it succeeded
    /// As a command outside of jobs has it: 200, 400 it said no, 410 not reached in time, 429
    /// refused by the service, 500 failed, 504 no answer in time. Zero: there is none.
    std::uint16_t code = 0;
    /// How often it was sent the command, when the last time, and when it came to its end.
    leg_times::entry course{};
};

/// The targets of a job in this shard, in slot order; none where the job has not begun.
std::vector<job_target> targets_of(const shard_columns& columns, const shard_state& state,
                                   std::uint32_t job);

}  // namespace muster
