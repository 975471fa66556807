#pragma once

#include <cstdint>

namespace muster {

/// Count, sum and quantiles of many values.
struct summary {
    std::uint64_t count = 0;
    double mean = 0, min = 0, max = 0, p5 = 0, p50 = 0, p95 = 0, p99 = 0;
    double p90 = 0;
};

}  // namespace muster
