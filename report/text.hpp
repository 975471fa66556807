#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace muster::report {

/// One code point of a UTF-8 text. A byte that starts no well-formed sequence is decoded alone, as
/// U+FFFD.
struct code_point {
    char32_t value = 0xFFFD;
    std::size_t bytes = 1;
    bool valid = false;
};

/// Decodes the code point that starts at `offset`, which has to lie inside the text.
code_point decode_utf8(std::string_view text, std::size_t offset);

/// The text with every byte that is no well-formed UTF-8 replaced by U+FFFD.
std::string well_formed(std::string_view text);

/// The text as a terminal may get it: well-formed, control characters shown as `\x1b`. Names come
/// from files that anybody may have written.
std::string printable(std::string_view text);

/// Columns that a terminal needs for the text, which must hold no escape sequences.
std::size_t display_width(std::string_view text);

/// At most `width` columns of the text; a cut is marked by `…`, or `~` without `unicode`.
std::string clip(std::string_view text, std::size_t width, bool unicode);

std::string pad_left(std::string_view text, std::size_t width);
std::string pad_right(std::string_view text, std::size_t width);
std::string repeat(std::string_view piece, std::size_t times);

/// Breaks the text at spaces into lines of at most `width` columns; a longer word stays whole. 0
/// breaks nowhere.
std::vector<std::string> wrap(std::string_view text, std::size_t width);

/// The texts with `separator` between them.
std::string join(const std::vector<std::string>& parts, std::string_view separator);

}  // namespace muster::report
