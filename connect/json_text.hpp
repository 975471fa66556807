#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "fleet/time.hpp"

namespace muster {

/// `2026-06-21T00:15:07.25Z`: RFC 3339 in UTC, fraction only where there is one.
void append_timestamp(std::string& to, calendar_time at);
/// A JSON string with quotes, escaped.
void append_json_text(std::string& to, std::string_view text);
/// The same without the quotes.
void append_json_escaped(std::string& to, std::string_view text);
/// A JSON number in the shortest form that reads back equal; null for NaN and infinities.
void append_json_number(std::string& to, double x);
void append_json_integer(std::string& to, std::uint64_t x);

}  // namespace muster
