#include "models/time_scanner.hpp"

#include <string>

namespace muster::models {

using std::chrono::day;
using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::minutes;
using std::chrono::month;
using std::chrono::seconds;
using std::chrono::year;
using std::chrono::year_month_day;

std::chrono::sys_days scan_date(text_scanner& text) {
    const year in(text.number(4, 0, 9999));
    text.expect("-");
    const month of(static_cast<unsigned>(text.number(2, 1, 12)));
    text.expect("-");
    const year_month_day date(in, of, day(static_cast<unsigned>(text.number(2, 1, 31))));
    if (!date.ok()) text.refuse();
    return text.sound() ? std::chrono::sys_days(date) : std::chrono::sys_days{};
}

namespace {

microseconds scan_fraction(text_scanner& text) {
    if (!text.passes(".")) return {};
    auto digits = std::string(text.digits());
    if (digits.empty()) text.refuse();
    digits.resize(6, '0');
    return microseconds(text.sound() ? std::stoi(digits) : 0);
}

/// How far the clock that was read is ahead of UTC.
minutes scan_offset(text_scanner& text) {
    if (text.passes("Zz")) return {};
    text.expect("+-");
    const bool behind = text.last() == '-';
    const hours full(text.number(2, 0, 23));
    text.expect(":");
    const minutes offset = full + minutes(text.number(2, 0, 59));
    return behind ? -offset : offset;
}

}  // namespace

microseconds scan_time(text_scanner& text) {
    const hours hour(text.number(2, 0, 23));
    text.expect(":");
    const minutes minute(text.number(2, 0, 59));
    text.expect(":");
    const seconds second(text.number(2, 0, 60));
    const auto fraction = scan_fraction(text);
    return hour + minute + second + fraction - scan_offset(text);
}

}  // namespace muster::models
