#pragma once

/// The functions of libm that differ between machines, from SLEEF's deterministic variants:
/// bit-identical on every x86-64 CPU, with or without FMA. `std::sqrt`, `std::fma`-free arithmetic
/// and rounding are exact by IEEE 754 and stay.
namespace muster::math {

double sin(double x);
double cos(double x);
double exp(double x);
double log(double x);
double pow(double x, double y);
/// The angle of the point (x, y), from -pi to pi.
double atan2(double y, double x);

/// The standard normal quantile at probability `u` in (0, 1). Wichura, "Algorithm AS 241", Applied
/// Statistics 37 (1988), routine PPND16: relative error about 1e-16.
double normal_quantile(double u);

/// The standard normal distribution function: the probability that belongs to a quantile.
double normal_probability(double z);

/// 2.3263..., the standard normal quantile of 0.99: what `{p50, p99}` is fitted with.
inline constexpr double z99 = 2.3263478740408408;

}  // namespace muster::math
