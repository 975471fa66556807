#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace muster {

/// What devices that did not succeed in a job have in common: `lot` is `25w41`. Devices count that
/// have an outcome: they succeeded, failed, timed out or were not reached.
struct job_cause {
    /// Name and value of a tag or property, as of the job's begin; one, or two that hold together.
    std::vector<std::pair<std::string, std::string>> what;
    std::uint64_t failed_with = 0;  ///< did not succeed and have it
    std::uint64_t failed = 0;       ///< did not succeed
    std::uint64_t with = 0;         ///< have it
    std::uint64_t devices = 0;      ///< have an outcome

    bool operator==(const job_cause&) const = default;
};

}  // namespace muster
