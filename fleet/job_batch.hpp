#pragma once

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

#include "fleet/failure_kind.hpp"
#include "fleet/job_counts.hpp"

namespace muster {

/// One batch as its job follows it.
struct job_batch {
    std::string name;
    std::uint64_t size = 0;
    job_counts counts;
    std::optional<sim_time> begin, end;
    std::uint64_t rejected = 0;  ///< of those failed
    std::uint64_t forgiven = 0;  ///< of those that timed out: while an outage had paused the job
    /// By shard: pending devices that could be sent the command, and those whose time is over and
    /// that end with a permit.
    std::vector<std::uint64_t> ready, given_up;
    /// Permits of this barrier. From the next one on they are in the legs' reports.
    std::uint64_t promised = 0;

    std::uint64_t ready_now() const {
        return std::accumulate(ready.begin(), ready.end(), std::uint64_t{0});
    }

    /// Deals permits out to those who wait, `ready` or `given_up`, shard after shard from `first`
    /// on. Calls `use` with a shard and how many it gets. Returns how many found somebody.
    template <class Use>
    std::uint64_t deal(std::vector<std::uint64_t>& waiting, std::size_t first,
                       std::uint64_t permits, const Use& use) {
        std::uint64_t dealt = 0;
        for (std::size_t i = 0; i < waiting.size() && dealt < permits; ++i) {
            const auto shard = static_cast<std::uint32_t>((first + i) % waiting.size());
            const auto given = std::min(permits - dealt, waiting[shard]);
            if (given == 0) continue;
            dealt += given;
            waiting[shard] -= given;  // the leg reports anew at the end of the step
            use(shard, given);
        }
        promised += dealt;
        return dealt;
    }

    std::uint64_t resolved() const { return counts.done(); }
    std::uint64_t of(failure_kind kind) const {
        switch (kind) {
            case failure_kind::failed:
                return counts.failed - rejected;
            case failure_kind::timed_out:
                return counts.timed_out - forgiven;
            case failure_kind::unreached:
                return counts.unreached;
            case failure_kind::rejected:
                return rejected;
        }
        return 0;
    }
    std::uint64_t failures(failure_set counted) const {
        std::uint64_t all = 0;
        for (std::size_t k = 0; k < failure_kinds; ++k)
            if (counted.test(k)) all += of(static_cast<failure_kind>(k));
        return all;
    }
};

}  // namespace muster
