#pragma once

#include <string>

#include "fleet/query/value.hpp"

namespace muster::query {

/// A value as a query would write it: `NULL`, `2.5`, `'north'`, `true`, `1h30m`, and an instant as
/// `'2026-06-21T00:15:00Z'`.
std::string literal_text(const value& v, type kind, bool is_instant = false);

/// A time span as `literal_text` has it, of either sign.
std::string span_text(double microseconds);

/// The shortest digits that read back as the number, with an exponent only where it is huge or
/// tiny.
std::string plain_number(double number);

}  // namespace muster::query
