#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "fleet/failure_kind.hpp"
#include "fleet/job_counts.hpp"
#include "fleet/waiting_devices.hpp"

namespace muster {

/// One batch as its job follows it.
struct job_batch {
    std::string name;
    std::uint64_t size = 0;
    job_counts counts;
    std::optional<sim_time> begin, end;
    std::uint64_t rejected = 0;  ///< of those failed
    std::uint64_t forgiven = 0;  ///< of those that timed out: while an outage had paused the job
    /// Pending devices that could be sent the command, and those whose time is over and that end
    /// with a permit.
    waiting_devices ready, given_up;
    /// Permits of this barrier. From the next one on they are in the legs' reports.
    std::uint64_t promised = 0;

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
