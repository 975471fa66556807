#pragma once

#include <cstdint>
#include <optional>

#include "fleet/job_spec.hpp"

namespace muster {

/// How many failures cancel a job, and how many permits may be in flight.
class failure_budget {
public:
    failure_budget() = default;  ///< no threshold
    /// `base` is the number of devices that a percentage speaks of.
    failure_budget(const cancel_spec& spec, std::uint64_t base);

    bool limited() const { return limited_; }
    std::uint64_t limit() const { return limit_; }
    /// Cancelled when failures exceed the limit, strictly.
    bool exceeded(std::uint64_t failures) const { return limited_ && failures > limit_; }
    /// Permits that may be in flight: limit - failures + 1 + overshoot; empty: any number.
    std::optional<std::uint64_t> window(std::uint64_t failures) const;

private:
    bool limited_ = false;
    std::uint64_t limit_ = 0;
    std::optional<std::uint64_t> overshoot_;
};

/// Failures of whom nobody was sent a command for, and which yet take a permit, since they count
/// where the number of failures has a bound.
failure_set ends_by_permit(const job_spec& job);

inline bool has(failure_set kinds, failure_kind one) {
    return kinds.test(static_cast<std::size_t>(one));
}

}  // namespace muster
