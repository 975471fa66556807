#include "fleet/query/text_match.hpp"

#include <algorithm>
#include <cstddef>

namespace muster::query {
namespace {

char cased(char c, value::letters casing) {
    if (casing == value::letters::lower && c >= 'A' && c <= 'Z') return static_cast<char>(c + 32);
    if (casing == value::letters::upper && c >= 'a' && c <= 'z') return static_cast<char>(c - 32);
    return c;
}

bool plain(const value& v) {
    return v.casing() == value::letters::as_they_are;
}

/// Part of a text, with the casing kept.
value part(const value& v, std::size_t from, std::size_t size) {
    return value(v.text().substr(from, size)).with_casing(v.casing());
}

bool continues_character(char c) {
    return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
}

/// Where the character that begins at `at` ends.
std::size_t next_character(std::string_view text, std::size_t at) {
    ++at;
    while (at < text.size() && continues_character(text[at]))
        ++at;
    return at;
}

}  // namespace

bool equal_texts(const value& a, const value& b) {
    const auto x = a.text(), y = b.text();
    if (plain(a) && plain(b)) return x == y;
    return std::equal(x.begin(), x.end(), y.begin(), y.end(),
                      [&](char c, char d) { return cased(c, a.casing()) == cased(d, b.casing()); });
}

bool starts_with_text(const value& where, const value& what) {
    const auto size = what.text().size();
    return where.text().size() >= size && equal_texts(part(where, 0, size), what);
}

bool ends_with_text(const value& where, const value& what) {
    const auto whole = where.text().size(), size = what.text().size();
    return whole >= size && equal_texts(part(where, whole - size, size), what);
}

bool contains_text(const value& where, const value& what) {
    if (plain(where) && plain(what))
        return where.text().find(what.text()) != std::string_view::npos;
    const auto whole = where.text().size(), size = what.text().size();
    for (std::size_t at = 0; at + size <= whole; ++at) {
        if (equal_texts(part(where, at, size), what)) return true;
    }
    return false;
}

bool like_text(const value& text, std::string_view pattern) {
    const auto t = text.text();
    std::size_t at = 0, p = 0;
    // Where to go on when the text after the last `%` does not fit: one character further than last
    // time.
    std::size_t retry_at = 0, retry_p = std::string_view::npos;
    while (at < t.size() || p < pattern.size()) {
        if (p < pattern.size() && pattern[p] == '%') {
            retry_at = at;
            retry_p = ++p;
            continue;
        }
        if (p < pattern.size() && at < t.size()) {
            const bool escaped = pattern[p] == '\\' && p + 1 < pattern.size();
            if (!escaped && pattern[p] == '_') {
                at = next_character(t, at);
                ++p;
                continue;
            }
            if (cased(t[at], text.casing()) == pattern[p + (escaped ? 1 : 0)]) {
                ++at;
                p += escaped ? 2 : 1;
                continue;
            }
        }
        if (retry_p == std::string_view::npos || retry_at >= t.size()) return false;
        retry_at = next_character(t, retry_at);
        at = retry_at;
        p = retry_p;
    }
    return true;
}

bool among_texts(const value& text, const std::vector<std::string>& sorted) {
    if (plain(text)) {
        return std::binary_search(sorted.begin(), sorted.end(), text.text(),
                                  std::less<std::string_view>());
    }
    return std::any_of(sorted.begin(), sorted.end(), [&](const std::string& s) {
        return equal_texts(text, value(std::string_view(s)));
    });
}

double length_of_text(const value& text) {
    const auto t = text.text();
    return static_cast<double>(
        std::count_if(t.begin(), t.end(), [](char c) { return !continues_character(c); }));
}

std::string cased_copy(const value& text) {
    std::string copy(text.text());
    for (char& c : copy)
        c = cased(c, text.casing());
    return copy;
}

}  // namespace muster::query
