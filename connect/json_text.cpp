#include "connect/json_text.hpp"

#include <charconv>
#include <cmath>

namespace muster {

namespace {

char* put_two(char* to, std::int64_t number) {
    *to++ = static_cast<char>('0' + number / 10);
    *to++ = static_cast<char>('0' + number % 10);
    return to;
}

char* put_year(char* to, std::int64_t year) {
    if (year >= 0 && year <= 9999) return put_two(put_two(to, year / 100), year % 100);
    return std::to_chars(to, to + 6, year).ptr;
}

char* put_date(char* to, std::chrono::sys_days day) {
    const std::chrono::year_month_day date(day);
    to = put_year(to, static_cast<int>(date.year()));
    *to++ = '-';
    to = put_two(to, static_cast<unsigned>(date.month()));
    *to++ = '-';
    return put_two(to, static_cast<unsigned>(date.day()));
}

/// `.25` for 250,000 microseconds; nothing for none.
char* put_fraction(char* to, std::int64_t microseconds) {
    if (microseconds == 0) return to;
    *to++ = '.';
    for (std::int64_t unit = 100'000; microseconds > 0; unit /= 10) {
        *to++ = static_cast<char>('0' + microseconds / unit);
        microseconds %= unit;
    }
    return to;
}

}  // namespace

void append_timestamp(std::string& to, calendar_time at) {
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const auto rest = (at - day).count();
    char text[40];
    char* end = put_date(text, day);
    *end++ = 'T';
    end = put_two(end, rest / 3'600'000'000);
    *end++ = ':';
    end = put_two(end, rest / 60'000'000 % 60);
    *end++ = ':';
    end = put_two(end, rest / 1'000'000 % 60);
    end = put_fraction(end, rest % 1'000'000);
    *end++ = 'Z';
    to.append(text, static_cast<std::size_t>(end - text));
}

void append_json_escaped(std::string& to, std::string_view text) {
    static constexpr char hex[] = "0123456789abcdef";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            to += '\\';
            to += c;
        } else if (byte < 0x20) {
            to += "\\u00";
            to += hex[byte >> 4];
            to += hex[byte & 15];
        } else {
            to += c;
        }
    }
}

void append_json_text(std::string& to, std::string_view text) {
    to += '"';
    append_json_escaped(to, text);
    to += '"';
}

void append_json_number(std::string& to, double x) {
    if (!std::isfinite(x)) {
        to += "null";
        return;
    }
    if (x == 0) x = 0;  // of either sign
    char digits[32];
    const auto end = std::to_chars(digits, digits + sizeof digits, x).ptr;
    to.append(digits, static_cast<std::size_t>(end - digits));
}

void append_json_integer(std::string& to, std::uint64_t x) {
    char digits[20];
    const auto end = std::to_chars(digits, digits + sizeof digits, x).ptr;
    to.append(digits, static_cast<std::size_t>(end - digits));
}

}  // namespace muster
