#pragma once

#include <cstdint>
#include <string>

#include "fleet/distribution.hpp"
#include "fleet/scenario.hpp"
#include "fleet/share.hpp"
#include "fleet/time.hpp"

/// Typed values back into the scalars of the language; `parse(format(x)) == x`.
namespace muster {

std::string format_duration(duration d);
std::string format_share(share s);
std::string format_number(double x);
std::string format_amount(const amount& a);
/// A percentage that may be negative.
std::string format_signed_share(double fraction);
/// `4/h` for 15 minutes.
std::string format_rate(duration each);
/// Amounts per hour: `0.5/h`, `-1/h..1/h`.
std::string format_rates(const distribution& per_hour);
/// RFC 3339 in the given zone, seconds only where there are any.
std::string format_instant(calendar_time at, duration zone_offset);
std::string format_clock(duration time_of_day);
/// A flow value: `5`, `2..8`, `{p50: 4m, p99: 25m}`.
std::string format_numbers(const distribution& d);
std::string format_durations(const distribution& d);

}  // namespace muster
