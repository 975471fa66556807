#pragma once

#include <cstdint>

#include "fleet/time.hpp"

namespace muster {

/// Pauses that grow: the longest after the n-th failure is `first * factor^(n-1)`, at most `most`.
/// With full jitter a pause is a uniform part of the longest, so that those who failed together do
/// not come back together (Brooker, "Exponential Backoff And Jitter", 2015).
struct back_off {
    duration first = std::chrono::seconds(1);
    double factor = 2;                        ///< at least 1
    duration most = std::chrono::minutes(5);  ///< at least `first`
    bool full_jitter = true;
    bool operator==(const back_off&) const = default;

    /// After so many failures, from 1; `unit` is drawn from [0, 1). At least a microsecond.
    duration pause(std::uint32_t failures, double unit) const;
};

}  // namespace muster
