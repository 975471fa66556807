#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fleet/query/value.hpp"

namespace muster::query {

// Texts compare by their bytes, apart from the casing that `lower` and `upper` put on them, which
// knows the letters of ASCII. All arguments are texts.

bool equal_texts(const value& a, const value& b);
bool contains_text(const value& where, const value& what);
bool starts_with_text(const value& where, const value& what);
bool ends_with_text(const value& where, const value& what);

/// `%` stands for any text, `_` for one character, a backslash for the literal character that
/// follows.
bool like_text(const value& text, std::string_view pattern);

/// Whether one of `sorted` is the text.
bool among_texts(const value& text, const std::vector<std::string>& sorted);

/// In characters, not bytes.
double length_of_text(const value& text);

/// The bytes with the casing done.
std::string cased_copy(const value& text);

}  // namespace muster::query
