#pragma once

#include <cstdint>
#include <string>

namespace muster::app {

std::string cpu_model();
/// Largest resident set of this process so far.
std::uint64_t peak_resident_bytes();
/// Now, as RFC 3339 in UTC.
std::string wall_clock_text();
/// Seconds of a monotonic clock.
double monotonic_seconds();

}  // namespace muster::app
