#include "connect/json_scanner.hpp"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>

namespace muster {

namespace {

void append_utf8(std::string& to, std::uint32_t code) {
    const auto put = [&](std::uint32_t byte) { to += static_cast<char>(byte); };
    if (code < 0x80) return put(code);
    if (code < 0x800) {
        put(0xc0 | code >> 6);
    } else if (code < 0x10000) {
        put(0xe0 | code >> 12);
        put(0x80 | (code >> 6 & 0x3f));
    } else {
        put(0xf0 | code >> 18);
        put(0x80 | (code >> 12 & 0x3f));
        put(0x80 | (code >> 6 & 0x3f));
    }
    put(0x80 | (code & 0x3f));
}

/// Takes the four digits of `\u00e9`.
std::optional<std::uint32_t> take_hex(std::string_view& from) {
    if (from.size() < 4) return std::nullopt;
    std::uint32_t code = 0;
    const auto [end, error] = std::from_chars(from.data(), from.data() + 4, code, 16);
    if (error != std::errc() || end != from.data() + 4) return std::nullopt;
    from.remove_prefix(4);
    return code;
}

bool is_high(std::uint32_t code) {
    return code >= 0xd800 && code < 0xdc00;
}

bool is_low(std::uint32_t code) {
    return code >= 0xdc00 && code < 0xe000;
}

}  // namespace

void json_scanner::skip_blanks() {
    while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\t' ||
                              rest_.front() == '\r' || rest_.front() == '\n'))
        rest_.remove_prefix(1);
}

bool json_scanner::take(char c) {
    skip_blanks();
    if (rest_.empty() || rest_.front() != c) return !(broken_ = true);
    rest_.remove_prefix(1);
    return true;
}

json_scanner::kind json_scanner::here() {
    skip_blanks();
    if (rest_.empty()) return kind::none;
    switch (rest_.front()) {
        case '{':
            return kind::object;
        case '[':
            return kind::array;
        case '"':
            return kind::text;
        case 't':
        case 'f':
            return kind::truth;
        case 'n':
            return kind::null;
        default:
            return kind::number;
    }
}

bool json_scanner::open_object() {
    first_ = true;
    return take('{');
}

std::optional<std::string_view> json_scanner::next_key() {
    skip_blanks();
    if (!rest_.empty() && rest_.front() == '}') {
        rest_.remove_prefix(1);
        first_ = false;  // of the object around it there is a member now
        return std::nullopt;
    }
    if (!first_ && !take(',')) return std::nullopt;
    first_ = false;
    skip_blanks();
    const auto key = text();
    if (!key || !take(':')) {
        broken_ = true;
        return std::nullopt;
    }
    return key;
}

std::optional<std::string_view> json_scanner::text() {
    if (!take('"')) return std::nullopt;
    for (std::size_t i = 0; i < rest_.size(); ++i) {
        if (rest_[i] == '\\') return escaped_text(i);
        if (rest_[i] != '"') continue;
        const auto found = rest_.substr(0, i);
        rest_.remove_prefix(i + 1);
        return found;
    }
    broken_ = true;
    return std::nullopt;
}

/// The text whose first escape is at `at`.
std::optional<std::string_view> json_scanner::escaped_text(std::size_t at) {
    const auto begin = scratch_->size();
    while (at < rest_.size()) {
        *scratch_ += rest_.substr(0, at);
        rest_.remove_prefix(at + 1);
        if (!append_escape(rest_)) break;
        at = rest_.find_first_of("\\\"");
        if (at == std::string_view::npos || rest_[at] == '\\') continue;
        *scratch_ += rest_.substr(0, at);
        rest_.remove_prefix(at + 1);
        return std::string_view(*scratch_).substr(begin);
    }
    broken_ = true;
    return std::nullopt;
}

/// Takes what stands behind a backslash.
bool json_scanner::append_escape(std::string_view& from) {
    if (from.empty()) return false;
    const char c = from.front();
    from.remove_prefix(1);
    constexpr std::string_view written = "\"\\/bfnrt", meant = "\"\\/\b\f\n\r\t";
    if (const auto i = written.find(c); i != std::string_view::npos) {
        *scratch_ += meant[i];
        return true;
    }
    if (c != 'u') return false;
    auto code = take_hex(from);
    if (code && is_high(*code) && from.starts_with("\\u")) {
        auto rest = from.substr(2);
        const auto low = take_hex(rest);
        if (low && is_low(*low)) {
            from = rest;
            code = 0x10000 + ((*code - 0xd800) << 10) + (*low - 0xdc00);
        }
    }
    if (!code) return false;
    append_utf8(*scratch_, is_high(*code) || is_low(*code) ? 0xfffd : *code);
    return true;
}

std::optional<double> json_scanner::number() {
    skip_blanks();
    double x = 0;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), x);
    if (error == std::errc::invalid_argument || std::isinf(x)) {
        broken_ = true;
        return std::nullopt;
    }
    // A number that no double can hold is no value.
    if (error != std::errc()) x = std::numeric_limits<double>::quiet_NaN();
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return x;
}

std::optional<bool> json_scanner::truth() {
    skip_blanks();
    for (const bool x : {true, false}) {
        const std::string_view word = x ? "true" : "false";
        if (!rest_.starts_with(word)) continue;
        rest_.remove_prefix(word.size());
        return x;
    }
    broken_ = true;
    return std::nullopt;
}

std::optional<std::string_view> json_scanner::skip() {
    skip_blanks();
    const auto before = rest_;
    const auto what = here();
    bool good = true;
    if (what == kind::text) {
        good = skip_text();
    } else if (what == kind::object || what == kind::array) {
        good = skip_nested();
    } else {
        const auto end = rest_.find_first_of(",}] \t\r\n");
        good = end != 0 && !rest_.empty();
        rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end);
    }
    if (good) return before.substr(0, before.size() - rest_.size());
    broken_ = true;
    return std::nullopt;
}

bool json_scanner::skip_text() {
    for (std::size_t i = 1; i < rest_.size(); ++i) {
        if (rest_[i] == '\\') {
            ++i;
        } else if (rest_[i] == '"') {
            rest_.remove_prefix(i + 1);
            return true;
        }
    }
    return false;
}

bool json_scanner::skip_nested() {
    std::size_t depth = 0;
    while (!rest_.empty()) {
        const char c = rest_.front();
        if (c == '"') {
            if (!skip_text()) return false;
            continue;
        }
        rest_.remove_prefix(1);
        if (c == '{' || c == '[') ++depth;
        if ((c == '}' || c == ']') && --depth == 0) return true;
    }
    return false;
}

bool json_scanner::at_end() {
    skip_blanks();
    return rest_.empty();
}

}  // namespace muster
