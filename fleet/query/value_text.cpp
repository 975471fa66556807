#include "fleet/query/value_text.hpp"

#include <charconv>
#include <cmath>

#include "fleet/query/instant_text.hpp"
#include "fleet/query/literals.hpp"
#include "fleet/query/text_match.hpp"

namespace muster::query {
std::string plain_number(double number) {
    if (number == 0) return "0";
    const double size = std::fabs(number);
    if (size >= 1e-6 && size < 1e16) return number_text(number);
    char digits[40];
    return {digits, std::to_chars(digits, digits + sizeof digits, number).ptr};
}

std::string span_text(double microseconds) {
    constexpr double longest = 9e18;
    if (!(std::fabs(microseconds) < longest)) return plain_number(microseconds / 1e6) + "s";
    if (microseconds < 0) return "-" + duration_text(std::round(-microseconds));
    return duration_text(std::round(microseconds));
}

std::string literal_text(const value& v, type kind, bool is_instant) {
    switch (v.what()) {
        case value::kind::null:
            return "NULL";
        case value::kind::text:
            return text_literal(cased_copy(v));
        case value::kind::boolean:
            return v.truth() ? "true" : "false";
        case value::kind::number:
            break;
    }
    if (is_instant) return text_literal(instant_text(v.number()));
    return kind == type::time_span ? span_text(v.number()) : plain_number(v.number());
}

}  // namespace muster::query
