#include "models/iso_time.hpp"

#include <chrono>
#include <cstdio>

#include "models/time_scanner.hpp"

namespace muster::models {
namespace {

using std::chrono::year;
using std::chrono::year_month_day;

/// Amounts such as `3Y`, `6M`, `4D` in this order; how many there were. A fraction is the last.
int scan_amounts(text_scanner& text, std::string_view units, bool& fraction) {
    int count = 0;
    while (text.sound() && !units.empty() && !fraction) {
        if (text.digits().empty()) break;
        fraction = text.passes(".,");
        if (fraction && text.digits().empty()) text.refuse();
        text.expect(units);
        if (!text.sound()) break;
        units.remove_prefix(units.find(text.last()) + 1);
        ++count;
    }
    return count;
}

}  // namespace

bool is_date(std::string_view text) {
    text_scanner scanner(text);
    scan_date(scanner);
    return scanner.at_end();
}

bool is_time(std::string_view text) {
    text_scanner scanner(text);
    scan_time(scanner);
    return scanner.at_end();
}

bool is_date_time(std::string_view text) {
    text_scanner scanner(text);
    scan_date(scanner);
    scanner.expect("Tt");
    scan_time(scanner);
    return scanner.at_end();
}

bool is_duration(std::string_view text) {
    text_scanner weeks(text), parts(text);
    bool fraction = false;
    weeks.expect("P");
    if (scan_amounts(weeks, "W", fraction) == 1 && weeks.at_end()) return true;
    fraction = false;
    parts.expect("P");
    int amounts = scan_amounts(parts, "YMD", fraction);
    if (parts.passes("T")) {
        const int of_day = fraction ? 0 : scan_amounts(parts, "HMS", fraction);
        if (of_day == 0) return false;
        amounts += of_day;
    }
    return amounts > 0 && parts.at_end();
}

std::string instant_text(calendar_time at) {
    const auto days = std::chrono::floor<std::chrono::days>(at);
    const year_month_day date(days);
    const std::chrono::hh_mm_ss time(at - days);
    char text[64];
    std::snprintf(
        text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%06dZ", static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
        static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
        static_cast<int>(time.seconds().count()), static_cast<int>(time.subseconds().count()));
    return text;
}

std::optional<calendar_time> read_instant(std::string_view text) {
    text_scanner scanner(text);
    const auto days = scan_date(scanner);
    scanner.expect("Tt");
    const auto at = days + scan_time(scanner);
    const year_month_day date(std::chrono::floor<std::chrono::days>(at));
    const bool in_range = date.year() >= year(1900) && date.year() < year(2200);
    if (!scanner.at_end() || !in_range) return std::nullopt;
    return at;
}

}  // namespace muster::models
