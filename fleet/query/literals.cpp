#include "fleet/query/literals.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace muster::query {
namespace {

struct unit {
    std::string_view name;
    double microseconds;
};

// Longest span first: the order in which a duration has to name them.
constexpr std::array<unit, 5> units{
    {{"d", 86'400e6}, {"h", 3'600e6}, {"m", 60e6}, {"s", 1e6}, {"ms", 1e3}}};

// Beyond this a double no longer counts every microsecond.
constexpr double longest = 9e15;

constexpr int percent_decimals = 7;  // a share is kept in parts per billion

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Takes `12` or `12.5` off the front; empty if there is none.
std::string_view take_decimal(std::string_view& rest) {
    const auto digits_end = [&](std::size_t from) {
        return static_cast<std::size_t>(
            std::find_if_not(rest.begin() + static_cast<std::ptrdiff_t>(from), rest.end(),
                             is_digit) -
            rest.begin());
    };
    std::size_t end = digits_end(0);
    if (end > 0 && end + 1 < rest.size() && rest[end] == '.' && is_digit(rest[end + 1])) {
        end = digits_end(end + 1);
    }
    const auto taken = rest.substr(0, end);
    rest.remove_prefix(end);
    return taken;
}

std::string_view take_letters(std::string_view& rest) {
    const auto end = std::find_if_not(rest.begin(), rest.end(), is_letter);
    const auto taken = rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
    rest.remove_prefix(taken.size());
    return taken;
}

/// Empty where the number is too large for a double.
std::optional<double> to_double(std::string_view decimal) {
    double number = 0;
    const auto result = std::from_chars(decimal.data(), decimal.data() + decimal.size(), number,
                                        std::chars_format::fixed);
    if (result.ec != std::errc{} || !std::isfinite(number)) return std::nullopt;
    return number;
}

literal wrong(std::string code, std::string text, std::string remedy) {
    return {node_kind::number, 0, std::move(code), std::move(text), std::move(remedy)};
}

std::string quoted(std::string_view run) {
    return "`" + std::string(run) + "`";
}

literal bad_number(std::string_view run) {
    const auto is = [&](std::string_view chars) {
        return run.find_first_of(chars) != std::string_view::npos;
    };
    const auto not_a_number = quoted(run) + " is not a number";
    if (run.starts_with("0x") || run.starts_with("0X")) {
        return wrong("bad-number", not_a_number, "write it in decimal digits");
    }
    if (run.find_first_not_of("0123456789.eE") == std::string_view::npos && is("eE")) {
        return wrong("bad-number", not_a_number + ": there are no exponents",
                     "write it out, or with k for a thousand and M for a million: 300k, 1M");
    }
    if (run.find_first_not_of("0123456789._") == std::string_view::npos && is("_")) {
        return wrong("bad-number", not_a_number, "leave out the `_`");
    }
    if (run.back() == '.')
        return wrong("bad-number", not_a_number, "digits have to follow the dot");
    if (run.back() == 'K') {
        return wrong("bad-number", not_a_number, "a thousand is a small k");
    }
    return wrong("bad-number", not_a_number,
                 "a text is put in single quotes: '" + std::string(run) + "'");
}

literal bad_duration(std::string_view run, std::string remedy) {
    return wrong("bad-duration", quoted(run) + " is not a duration", std::move(remedy));
}

/// `rest` begins with the unit of `first`.
literal read_duration(std::string_view run, std::string_view first, std::string_view rest) {
    double sum = 0;
    auto next_unit = units.begin();
    for (auto decimal = first;;) {
        const auto name = take_letters(rest);
        const auto it =
            std::find_if(units.begin(), units.end(), [&](const unit& u) { return u.name == name; });
        if (it == units.end()) return bad_number(run);
        if (it < next_unit) {
            return bad_duration(run, "each unit comes once, the longest first: 1h30m");
        }
        next_unit = it + 1;
        sum += std::round(to_double(decimal).value_or(longest) * it->microseconds);
        if (!(sum <= longest)) return bad_duration(run, "at most 104249d");
        if (rest.empty()) return {node_kind::duration, sum, {}, {}, {}};
        decimal = take_decimal(rest);
        if (decimal.empty() || rest.empty()) {
            return bad_duration(run, "every figure has its unit: 1h30m");
        }
    }
}

bool is_long_unit(std::string_view name) {
    constexpr std::array<std::string_view, 17> names{
        "us", "sec", "secs", "second", "seconds", "min",  "mins", "minute", "minutes",
        "hr", "hrs", "hour", "hours",  "day",     "days", "w",    "weeks"};
    return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

literal read_number(std::string_view run) {
    auto rest = run;
    const auto decimal = take_decimal(rest);
    const auto number = to_double(decimal);
    if (!number) return wrong("bad-number", "the number is too large", "");
    if (rest.empty()) return {node_kind::number, *number, {}, {}, {}};
    if (rest == "k") return {node_kind::number, *number * 1e3, {}, {}, {}};
    if (rest == "M") return {node_kind::number, *number * 1e6, {}, {}, {}};
    if (is_long_unit(rest))
        return bad_duration(run, "the units are d, h, m, s and ms: 1h30m, 250ms");
    if (is_letter(rest.front())) return read_duration(run, decimal, rest);
    return bad_number(run);
}

literal read_percent(std::string_view run) {
    auto rest = run;
    const auto decimal = take_decimal(rest);
    const auto number = to_double(decimal);
    const auto dot = decimal.find('.');
    if (!rest.empty() || !number) {
        return wrong("bad-number", quoted(run) + " is not the number of a percentage",
                     "write digits and the sign: 97%");
    }
    if (dot != std::string_view::npos && decimal.size() - dot - 1 > percent_decimals) {
        return wrong("bad-number", "a percentage has at most 7 decimals", "");
    }
    if (*number > 1e6) return wrong("bad-number", "the percentage is too large", "");
    return {node_kind::percent, *number, {}, {}, {}};
}

std::optional<double> read_iso_duration(std::string_view text) {
    constexpr std::array<unit, 5> parts{
        {{"W", 604'800e6}, {"D", 86'400e6}, {"H", 3'600e6}, {"M", 60e6}, {"S", 1e6}}};
    constexpr std::size_t first_of_time = 2;
    if (text.size() < 3 || text.front() != 'P') return std::nullopt;
    auto rest = text.substr(1);
    bool in_time = false;
    double sum = 0;
    std::size_t next_part = 0;
    while (!rest.empty()) {
        if (!in_time && rest.front() == 'T') {
            in_time = true;
            rest.remove_prefix(1);
        }
        const auto number = to_double(take_decimal(rest));
        if (!number || rest.empty()) return std::nullopt;
        const auto it = std::find_if(parts.begin(), parts.end(),
                                     [&](const unit& u) { return u.name.front() == rest.front(); });
        const auto part = static_cast<std::size_t>(it - parts.begin());
        if (part == parts.size() || part < next_part) return std::nullopt;
        if ((part >= first_of_time) != in_time) return std::nullopt;
        next_part = part + 1;
        sum += std::round(*number * it->microseconds);
        rest.remove_prefix(1);
    }
    if (next_part == 0 || !(sum <= longest)) return std::nullopt;
    return sum;
}

std::string number_text(double number) {
    std::array<char, 400> buffer;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number,
                                   std::chars_format::fixed);
    return {buffer.data(), end.ptr};
}

std::string text_literal(std::string_view text) {
    std::string out = "'";
    for (const char c : text) {
        if (c == '\'') out += '\'';
        out += c;
    }
    return out + "'";
}

std::string duration_text(double microseconds) {
    std::string text;
    auto left = static_cast<std::int64_t>(microseconds);
    for (const auto& u : units) {
        const auto span = static_cast<std::int64_t>(u.microseconds);
        if (left >= span) {
            if (u.name == "ms") break;
            text += std::to_string(left / span);
            text += u.name;
            left %= span;
        }
    }
    if (left > 0 || text.empty()) text += number_text(static_cast<double>(left) / 1e3) + "ms";
    return text;
}

}  // namespace muster::query
