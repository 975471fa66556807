#pragma once

#include <cstdint>

namespace muster {

/// Beyond this a normal value is as good.
inline constexpr double largest_poisson_mean = 500;

/// How a number varies: a constant, `low..high`, `{p50, p99}`, `{exponential}` or `{poisson}` of
/// the scenario language. Durations are drawn as microseconds.
struct distribution {
    enum class shape : std::uint8_t {
        constant,     ///< always `a`
        uniform,      ///< between `a` and `b`
        log_normal,   ///< median `a`, 99th percentile `b`
        exponential,  ///< mean `a`
        poisson,      ///< whole numbers with mean `a`, at most `largest_poisson_mean`
    };
    shape kind = shape::constant;
    double a = 0.0;
    double b = 0.0;

    /// The value at probability `u` in (0, 1): the inverse of the distribution function.
    double at(double u) const;
    double mean() const;
    /// What is left of a value that is met at a random instant, as the rest of a period is: `u` and
    /// `v` in (0, 1), independent.
    double rest_at(double u, double v) const;
    bool operator==(const distribution&) const = default;
};

}  // namespace muster
