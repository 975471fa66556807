#include "models/iso_time.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace muster::models {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::microseconds;
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

/// Takes a text apart from its front; once something is missing nothing more is taken.
class text_reader {
public:
    explicit text_reader(std::string_view text) : rest_(text) {}

    bool ended() const { return good_ && rest_.empty(); }
    bool good() const { return good_; }

    /// `width` digits, or as many as there are for 0.
    std::int64_t number(std::size_t width = 0) {
        const auto part = width > 0 ? rest_.substr(0, width) : rest_;
        std::int64_t value = 0;
        const bool is_digit = !part.empty() && part.front() >= '0' && part.front() <= '9';
        const auto end = std::from_chars(part.data(), part.data() + part.size(), value);
        const auto taken = static_cast<std::size_t>(end.ptr - part.data());
        good_ = good_ && is_digit && end.ec == std::errc{} && (width == 0 || taken == width);
        rest_.remove_prefix(taken);
        return value;
    }
    /// One digit or more.
    std::string_view run_of_digits() {
        const auto run = rest_.substr(0, rest_.find_first_not_of("0123456789"));
        good_ = good_ && !run.empty();
        rest_.remove_prefix(run.size());
        return run;
    }
    void expect(char c) { good_ = take(c) && good_; }
    bool take(char c) {
        if (rest_.empty() || rest_.front() != c) return false;
        rest_.remove_prefix(1);
        return true;
    }
    char letter() {
        const char c = rest_.empty() ? '\0' : rest_.front();
        expect(c);
        return c;
    }

private:
    std::string_view rest_;
    bool good_ = true;
};

std::optional<std::chrono::sys_days> take_date(text_reader& from) {
    const auto year = from.number(4);
    from.expect('-');
    const auto month = from.number(2);
    from.expect('-');
    const auto day = from.number(2);
    const std::chrono::year_month_day date(std::chrono::year(static_cast<int>(year)),
                                           std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day)));
    if (!from.good() || !date.ok()) return std::nullopt;
    return std::chrono::sys_days(date);
}

/// What is written beyond the second; more digits than microseconds have are let go.
microseconds take_fraction(text_reader& from) {
    if (!from.take('.')) return {};
    std::string text(from.run_of_digits());
    text.resize(6, '0');
    std::int64_t count = 0;
    std::from_chars(text.data(), text.data() + text.size(), count);
    return microseconds(count);
}

microseconds take_offset(text_reader& from) {
    if (from.take('Z') || from.take('z')) return {};
    const bool west = from.take('-');
    if (!west) from.expect('+');
    const auto hour = from.number(2);
    from.expect(':');
    const auto minute = from.number(2);
    const auto offset = hours(hour) + minutes(minute);
    return west ? -offset : offset;
}

/// The time of day in UTC, which may lie on the day before or after.
std::optional<microseconds> take_clock(text_reader& from) {
    const auto hour = from.number(2);
    from.expect(':');
    const auto minute = from.number(2);
    from.expect(':');
    const auto second = from.number(2);
    const auto fraction = take_fraction(from);
    const auto offset = take_offset(from);
    if (!from.ended() || hour > 23 || minute > 59 || second > 60) return std::nullopt;
    return hours(hour) + minutes(minute) + seconds(second) + fraction - offset;
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
    text_reader from(text);
    auto day = std::optional(std::chrono::floor<days>(today));
    if (type != primitive::time) day = take_date(from);
    if (!day) return std::nullopt;
    if (type == primitive::date)
        return from.ended() ? std::optional<calendar_time>(*day) : std::nullopt;
    if (type != primitive::time && !from.take('t')) from.expect('T');
    const auto clock = take_clock(from);
    if (!clock) return std::nullopt;
    return *day + *clock;
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
    text_reader from(text);
    from.expect('P');
    bool of_day = false;
    int parts = 0;
    seconds sum{};
    for (; from.good() && !from.ended(); ++parts) {
        if (!of_day) of_day = from.take('T');
        const auto count = from.number();
        const char unit = from.letter();
        if (count > 1'000'000'000) return std::nullopt;
        if (unit == 'W' && !of_day)
            sum += days(7 * count);
        else if (unit == 'D' && !of_day)
            sum += days(count);
        else if (unit == 'H' && of_day)
            sum += hours(count);
        else if (unit == 'M' && of_day)
            sum += minutes(count);
        else if (unit == 'S' && of_day)
            sum += seconds(count);
        else
            return std::nullopt;
    }
    return from.ended() && parts > 0 ? std::optional(sum) : std::nullopt;
}

}  // namespace muster::models
