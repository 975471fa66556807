#pragma once

#include <cstdint>

#include "fleet/time.hpp"

namespace muster {

/// So many of something in each `per`.
struct rate_spec {
    double amount = 0;  ///< above zero; kept to a millionth
    duration per{};

    double per_second() const { return amount * 1e6 / static_cast<double>(per.count()); }
};

/// A constant rate as instants, evenly apart from the first use on: each lets one go, and one that
/// nobody took by the next step is lost. So any window of `per`, with its end and without its
/// begin, has at most `amount`, whatever happened before. Pure; owned by a job.
class job_rate {
public:
    job_rate(const rate_spec& rate, duration step);

    /// How many may go now. Time does not run backwards.
    std::uint64_t available(sim_time now);
    /// So many of those went.
    void use(std::uint64_t count) { used_ += count; }
    /// The next instant after `now` that lets one go.
    sim_time next(sim_time now) const;

private:
    /// Instants up to and including `t`.
    std::uint64_t instants(sim_time t) const;

    std::uint64_t millionths_;
    duration per_, step_;
    sim_time begin_ = never;
    std::uint64_t used_ = 0;  ///< or lost
};

}  // namespace muster
