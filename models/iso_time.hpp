#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "fleet/time.hpp"

namespace muster::models {

/// The texts of DTDL's schemas of time: `full-date`, `full-time` and `date-time` of RFC 3339,
/// section 5.6, with its leap second, and durations of ISO 8601.
bool is_date(std::string_view text);       ///< `2026-02-28`
bool is_time(std::string_view text);       ///< `06:30:00.5Z`, `06:30:00+02:00`
bool is_date_time(std::string_view text);  ///< `2026-02-28T06:30:00Z`
/// `P1DT2H`, `P3W`; only the last amount may have a fraction.
bool is_duration(std::string_view text);

/// `2026-02-28T06:30:00.000000Z`.
std::string instant_text(calendar_time at);
/// The instant of a `date-time` in the years 1900 to 2199, cut to microseconds; empty for any other
/// text.
std::optional<calendar_time> read_instant(std::string_view text);

}  // namespace muster::models
