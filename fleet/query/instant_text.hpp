#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace muster::query {

/// Microseconds since 1970-01-01T00:00 UTC of `2026-06-21T00:15:07.25Z`, an RFC 3339 time whose
/// seconds, fraction and zone may be left out (the zone is UTC then), or of a date alone. Empty for
/// any other text.
std::optional<double> read_instant(std::string_view text);

/// `2026-06-21T00:15:07.25Z`. Requires years from 0 to 9999; others come out as they are counted.
std::string instant_text(double microseconds);

}  // namespace muster::query
