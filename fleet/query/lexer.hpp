#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fleet/query/ast.hpp"
#include "fleet/query/problem.hpp"

namespace muster::query {

enum class token_kind : std::uint8_t {
    end,
    number,
    percent,
    text,
    duration,
    path,
    key_and,
    key_or,
    key_not,
    key_in,
    key_like,
    key_is,
    key_null,
    key_true,
    key_false,
    plus,
    minus,
    star,
    slash,
    modulo,
    equal,
    not_equal,
    less,
    less_equal,
    greater,
    greater_equal,
    open,
    close,
    open_bracket,
    close_bracket,
    comma,
};

struct token {
    token_kind kind = token_kind::end;
    span where;
    double number = 0;      ///< number, percent, duration (microseconds)
    std::string text;       ///< text: its content; path: its canonical spelling
    bool one_word = false;  ///< path: a single plain segment
};

struct lex_result {
    std::vector<token> tokens;      ///< the last one is `end`
    std::vector<problem> problems;  ///< with any, the tokens are of no use
};

/// Cuts a text into tokens. Requires that it is within the limit on bytes.
lex_result lex(std::string_view text);

/// A segment of a path as it is spelt: a plain word as it is, anything else in double quotes.
std::string path_segment(std::string_view name);

/// Equal but for the case of ASCII letters.
bool same_word(std::string_view a, std::string_view b);

}  // namespace muster::query
