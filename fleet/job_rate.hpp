#pragma once

#include <cstdint>
#include <optional>

#include "fleet/time.hpp"

namespace muster {

/// So many of something in each `per`: constant, or growing with time or with success.
struct rate_spec {
    double amount = 0;  ///< above zero; kept to a millionth
    duration per{};
    /// A ramp: grows evenly to `to` until so long after its first use.
    struct ramp {
        double to = 0;  ///< in each `per`, at least `amount`
        duration over{};
        bool operator==(const ramp&) const = default;
    };
    std::optional<ramp> ramps{};
    /// Is `factor` times as high after each so many successes, up to `most` in each `per`.
    struct growth {
        double factor = 2;  ///< above 1
        std::uint64_t each = 1;
        double most = 0;
        bool operator==(const growth&) const = default;
    };
    std::optional<growth> grows{};

    /// From the first use to that of the `n`-th one, counted from 0, where each succeeds at once.
    duration at_best(std::uint64_t n) const;
    /// From one use to the `n`-th after it, of which `before` uses, and such a time, went ahead: a
    /// ramp goes by time, also while nobody uses it, and growth by successes.
    duration at_best(std::uint64_t n, std::uint64_t before, duration since) const;
    double per_second() const { return amount * 1e6 / static_cast<double>(per.count()); }
    bool operator==(const rate_spec&) const = default;
};

/// A rate as instants, from its first use on: each lets one go, and one that nobody took by the
/// next step is lost. So any window of `per`, with its end and without its begin, has at most as
/// many as the rate at its end says, whatever happened before. Pure; owned by a job.
class job_rate {
public:
    job_rate(const rate_spec& rate, duration step);

    /// How many may go now. Time does not run backwards.
    std::uint64_t available(sim_time now);
    /// So many of those went.
    void use(std::uint64_t count) { used_ += count; }
    /// So many succeeded altogether; the rate may grow from now on. Requires its first use.
    void note_successes(sim_time now, std::uint64_t count);
    /// The next instant after `now` that lets one go.
    sim_time next(sim_time now) const;

private:
    std::uint64_t instants(sim_time t) const;
    std::uint64_t since(sim_time t) const;

    rate_spec spec_;
    duration step_;
    sim_time begin_ = never;    ///< from which the present pace counts
    std::uint64_t before_ = 0;  ///< instants before that
    double amount_;             ///< in each `per`, at `begin_`
    std::uint64_t used_ = 0;    ///< or lost
    std::uint64_t level_ = 0;   ///< how often it has grown
};

}  // namespace muster
