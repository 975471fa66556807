#include "models/schema_time.hpp"

#include <algorithm>
#include <cstdint>

#include "models/time_scanner.hpp"

namespace muster::models {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

std::string digits(std::int64_t number, std::size_t width) {
    auto text = std::to_string(number);
    if (text.size() < width) text.insert(0, width - text.size(), '0');
    return text;
}

std::string date_text(std::chrono::sys_days day) {
    const std::chrono::year_month_day date(day);
    return digits(static_cast<int>(date.year()), 4) + "-" +
           digits(static_cast<unsigned>(date.month()), 2) + "-" +
           digits(static_cast<unsigned>(date.day()), 2);
}

std::string clock_text(seconds of_day) {
    return digits(of_day / hours(1), 2) + ":" + digits(of_day / minutes(1) % 60, 2) + ":" +
           digits(of_day.count() % 60, 2) + "Z";
}

}  // namespace

std::string instant_text(primitive type, calendar_time at) {
    const calendar_time first = std::chrono::sys_days(std::chrono::year(0) / 1 / 1);
    const calendar_time last = std::chrono::sys_days(std::chrono::year(10000) / 1 / 1) - seconds(1);
    at = std::clamp(at, first, last);
    const auto day = std::chrono::floor<days>(at);
    const auto clock = clock_text(std::chrono::floor<seconds>(at - day));
    if (type == primitive::date) return date_text(day);
    return type == primitive::time ? clock : date_text(day) + "T" + clock;
}

std::optional<calendar_time> read_instant(primitive type, std::string_view text,
                                          calendar_time today) {
    text_scanner from(text);
    const auto day = type == primitive::time ? std::chrono::floor<days>(today) : scan_date(from);
    if (type == primitive::date)
        return from.at_end() ? std::optional<calendar_time>(day) : std::nullopt;
    if (type != primitive::time) from.expect("Tt");
    const calendar_time at = day + scan_time(from);
    return from.at_end() ? std::optional(at) : std::nullopt;
}

std::string span_text(seconds span) {
    if (span.count() == 0) return "PT0S";
    const auto day = span / days(1);
    std::string text = "P" + (day > 0 ? std::to_string(day) + "D" : "");
    const auto rest = span % days(1);
    if (rest.count() == 0) return text;
    text += "T";
    const auto add = [&text](std::int64_t count, char unit) {
        if (count > 0) text += std::to_string(count) + unit;
    };
    add(rest / hours(1), 'H');
    add(rest / minutes(1) % 60, 'M');
    add(rest.count() % 60, 'S');
    return text;
}

std::optional<seconds> read_span(std::string_view text) {
    text_scanner from(text);
    from.expect("P");
    bool of_day = false;
    int parts = 0;
    seconds sum{};
    for (; from.sound() && !from.at_end(); ++parts) {
        of_day = of_day || from.passes("T");
        const auto digits = from.digits();
        if (digits.empty() || digits.size() > 9) return std::nullopt;
        const auto count = std::stoll(std::string(digits));
        from.expect(of_day ? "HMS" : "WD");
        const char unit = from.last();
        sum += unit == 'W'   ? seconds(days(7 * count))
               : unit == 'D' ? seconds(days(count))
               : unit == 'H' ? seconds(hours(count))
               : unit == 'M' ? seconds(minutes(count))
                             : seconds(count);
    }
    return from.at_end() && parts > 0 ? std::optional(sum) : std::nullopt;
}

}  // namespace muster::models
