#include "models/iso_time.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace muster::models {
namespace {

using std::chrono::day;
using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::minutes;
using std::chrono::month;
using std::chrono::seconds;
using std::chrono::year;
using std::chrono::year_month_day;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Takes a text apart from its beginning. Once something is missing it stays so.
class text_scanner {
public:
    explicit text_scanner(std::string_view text) : rest_(text) {}

    bool at_end() const { return sound_ && rest_.empty(); }
    bool sound() const { return sound_; }

    /// A number of exactly so many digits, from `least` to `most`.
    int number(std::size_t digits, int least, int most) {
        const auto found = leading_digits();
        if (found < digits) return refuse();
        int value = 0;
        for (const char c : rest_.substr(0, digits))
            value = value * 10 + (c - '0');
        rest_.remove_prefix(digits);
        return value < least || value > most ? refuse() : value;
    }
    /// The digits that are next, however many.
    std::string_view digits() {
        const auto found = rest_.substr(0, leading_digits());
        rest_.remove_prefix(found.size());
        return found;
    }
    /// Whether one of these comes next; it is passed over.
    bool passes(std::string_view any_of) {
        if (!sound_ || rest_.empty() || any_of.find(rest_.front()) == std::string_view::npos)
            return false;
        last_ = rest_.front();
        rest_.remove_prefix(1);
        return true;
    }
    void expect(std::string_view any_of) {
        if (!passes(any_of)) refuse();
    }
    /// The character that was passed over last.
    char last() const { return last_; }
    int refuse() {
        sound_ = false;
        return 0;
    }

private:
    std::size_t leading_digits() const {
        const auto end = std::find_if_not(rest_.begin(), rest_.end(), is_digit);
        return static_cast<std::size_t>(end - rest_.begin());
    }

    std::string_view rest_;
    char last_ = 0;
    bool sound_ = true;
};

std::chrono::sys_days scan_date(text_scanner& text) {
    const year in(text.number(4, 0, 9999));
    text.expect("-");
    const month of(static_cast<unsigned>(text.number(2, 1, 12)));
    text.expect("-");
    const year_month_day date(in, of, day(static_cast<unsigned>(text.number(2, 1, 31))));
    if (!date.ok()) text.refuse();
    return text.sound() ? std::chrono::sys_days(date) : std::chrono::sys_days{};
}

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

/// The span since midnight UTC, which an offset can make negative.
microseconds scan_time(text_scanner& text) {
    const hours hour(text.number(2, 0, 23));
    text.expect(":");
    const minutes minute(text.number(2, 0, 59));
    text.expect(":");
    const seconds second(text.number(2, 0, 60));
    const auto fraction = scan_fraction(text);
    return hour + minute + second + fraction - scan_offset(text);
}

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
