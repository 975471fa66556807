#pragma once

#include <cstdint>

namespace muster {

/// How a number varies: three of the four forms of the scenario language (a constant, `low..high`,
/// `{p50, p99}`). Durations are drawn as microseconds.
struct distribution {
    enum class shape : std::uint8_t {
        constant,    ///< always `a`
        uniform,     ///< between `a` and `b`
        log_normal,  ///< median `a`, 99th percentile `b`
    };
    shape kind = shape::constant;
    double a = 0.0;
    double b = 0.0;

    /// The value at probability `u` in (0, 1): the inverse of the distribution function.
    double at(double u) const;
    double mean() const;
    bool operator==(const distribution&) const = default;
};

}  // namespace muster
