#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "fleet/time.hpp"

namespace muster {

/// Where a job stands. `cancelling` and `closing` wait for the legs to say what became of the last
/// devices.
enum class job_stage : std::uint8_t {
    pending,
    freezing,
    running,
    paused,
    cancelling,
    closing,
    cancelled,
    complete,
    erased
};

/// What has to survive of a job beside its legs: all that can't be found again from these. Kept in
/// the state of the job's home shard.
struct job_record {
    struct batch {
        std::uint64_t size = 0;
        std::optional<sim_time> begin, end;
        std::uint64_t forgiven = 0;  ///< timed out while an outage had paused the job
        bool operator==(const batch&) const = default;
    };

    job_stage stage = job_stage::pending;
    std::string reason;
    std::uint64_t version = 0;
    std::optional<sim_time> begin, end;
    std::uint32_t current_batch = 0;
    std::vector<batch> batches;
    std::optional<sim_time> soaks_until;  ///< between two batches
    std::optional<sim_time> reach_ends;   ///< who was not reached until then is given up
    std::uint64_t repeats = 0;            ///< devices that were told again
    bool judged = false;                  ///< between two batches: whoever resumes it has looked
    bool by_outage = false;               ///< paused by one
    bool operator==(const job_record&) const = default;
};

}  // namespace muster
