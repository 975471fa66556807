#include "fleet/query/instant_text.hpp"

#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>

namespace muster::query {
namespace {

constexpr double second = 1e6;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Takes so many digits off the text; -1 where they are not there.
int take_digits(std::string_view& text, std::size_t count) {
    if (text.size() < count) return -1;
    int number = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (!is_digit(text[i])) return -1;
        number = number * 10 + (text[i] - '0');
    }
    text.remove_prefix(count);
    return number;
}

bool take(std::string_view& text, char c) {
    if (text.empty() || text.front() != c) return false;
    text.remove_prefix(1);
    return true;
}

std::optional<double> take_date(std::string_view& text) {
    const int year = take_digits(text, 4);
    if (year < 0 || !take(text, '-')) return std::nullopt;
    const int month = take_digits(text, 2);
    if (month < 0 || !take(text, '-')) return std::nullopt;
    const int day = take_digits(text, 2);
    if (day < 0) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(year),
                                           std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day))};
    if (!date.ok()) return std::nullopt;
    return static_cast<double>(std::chrono::sys_days(date).time_since_epoch().count()) * 86'400 *
           second;
}

/// Microseconds of `.25`; none where there is no fraction.
double take_fraction(std::string_view& text) {
    if (text.size() < 2 || text[0] != '.' || !is_digit(text[1])) return 0;
    text.remove_prefix(1);
    double unit = second / 10, sum = 0;
    for (; !text.empty() && is_digit(text.front()); text.remove_prefix(1), unit /= 10)
        sum += unit * (text.front() - '0');
    return std::floor(sum + 1e-6);
}

std::optional<double> take_clock(std::string_view& text) {
    const int hour = take_digits(text, 2);
    if (hour < 0 || hour > 23 || !take(text, ':')) return std::nullopt;
    const int minute = take_digits(text, 2);
    if (minute < 0 || minute > 59) return std::nullopt;
    double sum = (hour * 3600.0 + minute * 60.0) * second;
    if (!take(text, ':')) return sum;
    const int seconds = take_digits(text, 2);
    if (seconds < 0 || seconds > 60) return std::nullopt;
    return sum + seconds * second + take_fraction(text);
}

/// What to take off for the zone at the end.
std::optional<double> take_zone(std::string_view& text) {
    if (text.empty() || take(text, 'Z') || take(text, 'z')) return 0.0;
    const bool east = text.front() == '+';
    if (!east && text.front() != '-') return std::nullopt;
    text.remove_prefix(1);
    const int hours = take_digits(text, 2);
    if (hours < 0 || hours > 23 || !take(text, ':')) return std::nullopt;
    const int minutes = take_digits(text, 2);
    if (minutes < 0 || minutes > 59) return std::nullopt;
    const double offset = (hours * 3600.0 + minutes * 60.0) * second;
    return east ? offset : -offset;
}

}  // namespace

std::optional<double> read_instant(std::string_view text) {
    const auto date = take_date(text);
    if (!date || text.empty()) return date;
    if (!take(text, 'T') && !take(text, 't') && !take(text, ' ')) return std::nullopt;
    const auto clock = take_clock(text);
    if (!clock) return std::nullopt;
    const auto zone = take_zone(text);
    if (!zone || !text.empty()) return std::nullopt;
    return *date + *clock - *zone;
}

std::string instant_text(double microseconds) {
    constexpr std::int64_t day_length = 86'400'000'000;
    constexpr double end_of_calendar = 253'402'300'800e6;
    if (!(std::fabs(microseconds) < end_of_calendar)) return "beyond the calendar";
    const auto count = static_cast<std::int64_t>(microseconds);
    auto days = count / day_length, rest = count % day_length;
    if (rest < 0) --days, rest += day_length;
    const std::chrono::year_month_day date{
        std::chrono::sys_days(std::chrono::days(static_cast<int>(days)))};
    char text[64];
    int size = std::snprintf(
        text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d", static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
        static_cast<int>(rest / 3'600'000'000), static_cast<int>(rest / 60'000'000 % 60),
        static_cast<int>(rest / 1'000'000 % 60));
    if (const auto fraction = static_cast<int>(rest % 1'000'000); fraction != 0) {
        size += std::snprintf(text + size, sizeof text - static_cast<std::size_t>(size), ".%06d",
                              fraction);
        while (text[size - 1] == '0')
            --size;
    }
    return std::string(text, static_cast<std::size_t>(size)) + 'Z';
}

}  // namespace muster::query
