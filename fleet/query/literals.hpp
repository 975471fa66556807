#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "fleet/query/ast.hpp"

namespace muster::query {

/// What a run of digits and letters says, or what is wrong with it (`code` not empty).
struct literal {
    node_kind kind = node_kind::number;
    double number = 0;
    std::string code, text, remedy;
};

/// Reads `1.5`, `300k`, `1M`, `1h30m`: a run that begins with a digit. Anything else is a
/// `bad-number` or `bad-duration`.
literal read_number(std::string_view run);

/// Reads `97` or `0.3`, the part of a percentage before its sign.
literal read_percent(std::string_view run);

/// Microseconds of an ISO 8601 duration such as `PT15M`, `P2DT12H`, `P1W`; empty for any other
/// text. Months and years have no fixed length and are not read.
std::optional<double> read_iso_duration(std::string_view text);

/// The shortest decimal text of a finite number that is not negative, without an exponent.
std::string number_text(double number);

/// The text in single quotes, a quote in it doubled.
std::string text_literal(std::string_view text);

/// `1h30m`, `250ms`, `0ms`. Requires a whole number of microseconds that is not negative.
std::string duration_text(double microseconds);

}  // namespace muster::query
