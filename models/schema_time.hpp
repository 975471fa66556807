#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "fleet/time.hpp"
#include "models/dtdl_model.hpp"

namespace muster::models {

/// An instant as DTDL's schema writes it (RFC 3339, in UTC, whole seconds): a date, a time of day,
/// else both. A year has four digits: what
/// lies beyond them is written as the nearest instant.
std::string instant_text(primitive type, calendar_time at);

/// Reads what RFC 3339 allows for the schema: `2026-01-20T12:00:00+01:00`, `2026-01-20` (its
/// midnight), `12:00:00Z` (of the day of `today`). Fractions of a second are kept as far as
/// microseconds. Empty where it is none.
std::optional<calendar_time> read_instant(primitive type, std::string_view text,
                                          calendar_time today);

/// A span as DTDL's `duration` writes it (ISO 8601): `PT1H30M`, `PT0S`. Requires `span >= 0`.
std::string span_text(std::chrono::seconds span);
/// Reads weeks, days, hours, minutes and seconds, `P1DT12H`; years and months have no length of
/// their own, so that they are refused. Empty where it is none.
std::optional<std::chrono::seconds> read_span(std::string_view text);

}  // namespace muster::models
