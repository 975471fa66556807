#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "fleet/summary.hpp"
#include "fleet/time.hpp"

namespace muster {

/// Devices of a job by what became of them: each is in one of the others, so they add up to
/// `total`.
struct job_counts {
    std::uint64_t total = 0, pending = 0, dispatched = 0, succeeded = 0, failed = 0;
    std::uint64_t timed_out = 0;  ///< had the command and did not answer in time
    std::uint64_t unreached = 0;  ///< were never sent it in time
    std::uint64_t cancelled = 0, skipped = 0;

    /// Those that came to their end.
    std::uint64_t done() const {
        return succeeded + failed + timed_out + unreached + cancelled + skipped;
    }
    /// The command has come to its end on them.
    std::uint64_t finished() const { return succeeded + failed + timed_out; }
    /// Whether each device is counted once.
    bool add_up() const { return pending + dispatched + done() == total; }
    bool operator==(const job_counts&) const = default;
};

/// What became of one batch.
struct batch_result {
    std::string name;  ///< `1%`, `pilots`, `rest`
    std::optional<sim_time> begin, end;
    job_counts counts;
    std::map<std::string, std::uint64_t> reasons{};  ///< of devices that are done, not succeeded
    summary latency{};                               ///< dispatch to answer as drawn, seconds
};

}  // namespace muster
