#pragma once

#include <cstdint>
#include <string>
#include <variant>

namespace muster {

/// A value of a tag, a property or a command's request as a person writes it. Monostate is "no
/// value".
using plain_value = std::variant<std::monostate, bool, double, std::string>;

/// What a signal's, property's or tag's value is. Every value is kept as a double in the columns;
/// the kind says how it reads: a number itself, 0 or 1, an index into the enum's words, an index
/// into a text dictionary, microseconds.
enum class value_kind : std::uint8_t {
    number,     ///< double or float
    integer,    ///< integer or long
    boolean,    ///< 0 or 1
    word,       ///< one of an enum's words, by index
    text,       ///< a text, by index into a dictionary
    time_span,  ///< a duration in microseconds
    instant,    ///< a date, time or dateTime: microseconds since the scenario's start
};

/// Whether values are amounts, which can be added to and bent, not names of something.
constexpr bool is_amount(value_kind kind) {
    return kind != value_kind::boolean && kind != value_kind::word && kind != value_kind::text;
}

/// As the scenario language calls the type: `number`, `date_time`, ...
const char* to_text(value_kind kind);

}  // namespace muster
