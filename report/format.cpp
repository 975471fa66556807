#include "report/format.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <vector>

namespace muster::report {

namespace {

std::string with_separators(std::string digits) {
    for (std::size_t i = digits.size(); i > 3;) {
        i -= 3;
        digits.insert(i, 1, ',');
    }
    return digits;
}

std::string fixed(double value, int decimals) {
    std::array<char, 400> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                   std::chars_format::fixed, decimals);
    return {buffer.data(), end.ptr};
}

std::string without_trailing_zeros(std::string text) {
    if (text.find('.') == std::string::npos) return text;
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text == "-0" ? "0" : text;
}

/// Decimals that leave `digits` significant ones for a number below 10^digits.
int decimals_for(double magnitude, int digits) {
    int decimals = digits - 1;
    for (double limit = 10; magnitude >= limit && decimals > 0; limit *= 10)
        --decimals;
    for (double limit = 1; magnitude < limit && magnitude > 0 && decimals < 12; limit /= 10)
        ++decimals;
    return decimals;
}

std::string scientific(double value) {
    std::array<char, 40> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                   std::chars_format::scientific, 3);
    return {buffer.data(), end.ptr};
}

std::string scaled(double value, double base, const std::vector<const char*>& units) {
    std::size_t unit = 0;
    while (unit + 1 < units.size() && std::abs(value) >= base * 0.9995) {
        value /= base;
        ++unit;
    }
    const double magnitude = std::abs(value);
    const int decimals = unit == 0 ? 0 : magnitude >= 99.95 ? 0 : magnitude >= 9.995 ? 1 : 2;
    return without_trailing_zeros(fixed(value, decimals)) + units[unit];
}

std::string two_digits(std::int64_t n) {
    return (n < 10 ? "0" : "") + std::to_string(n);
}

/// `14:00:00` of a count of seconds below a day.
std::string hms(std::int64_t seconds) {
    return two_digits(seconds / 3600) + ":" + two_digits(seconds / 60 % 60) + ":" +
           two_digits(seconds % 60);
}

struct local_moment {
    std::chrono::year_month_day date;
    std::int64_t second;  ///< of the day
};

local_moment local(calendar_time at, duration zone_offset) {
    const auto shifted = at + zone_offset;
    const auto day = std::chrono::floor<std::chrono::days>(shifted);
    const auto second = std::chrono::floor<std::chrono::seconds>(shifted - day);
    return {std::chrono::year_month_day{day}, second.count()};
}

}  // namespace

std::string count_text(std::uint64_t n) {
    return with_separators(std::to_string(n));
}

std::string count_text(std::uint64_t n, const char* singular) {
    return count_text(n) + " " + singular + (n == 1 ? "" : "s");
}

std::string number_text(double value) {
    if (!std::isfinite(value)) return "-";
    const double magnitude = std::abs(value);
    if (magnitude >= 1e15 || (magnitude > 0 && magnitude < 1e-6)) return scientific(value);
    if (magnitude < 999.95) return without_trailing_zeros(fixed(value, decimals_for(magnitude, 4)));
    return (value < 0 ? "-" : "") + with_separators(fixed(magnitude, 0));
}

std::string spread_text(const summary& seconds) {
    return "p50 " + number_text(seconds.p50) + " s, p99 " + number_text(seconds.p99) + " s, max " +
           number_text(seconds.max) + " s";
}

std::string compact_text(double value) {
    if (!std::isfinite(value)) return "-";
    const double magnitude = std::abs(value);
    if (magnitude < 99.95)
        return without_trailing_zeros(fixed(value, std::min(decimals_for(magnitude, 3), 5)));
    return scaled(value, 1000, {"", "k", "M", "G", "T", "P"});
}

std::string percent_text(std::uint64_t part, std::uint64_t whole) {
    if (whole == 0) return "-";
    if (part == 0) return "0 %";
    if (part == whole) return "100 %";
    const double percent = 100 * static_cast<double>(part) / static_cast<double>(whole);
    if (percent < 0.01) return "< 0.01 %";
    if (percent > 99.99 && percent < 100) return "> 99.99 %";
    return without_trailing_zeros(fixed(percent, 2)) + " %";
}

std::string share_text(share part) {
    return without_trailing_zeros(fixed(100 * part.fraction(), 7)) + " %";
}

std::string bytes_text(std::uint64_t bytes) {
    return scaled(static_cast<double>(bytes), 1000, {" B", " kB", " MB", " GB", " TB", " PB"});
}

std::string memory_text(std::uint64_t bytes) {
    return scaled(static_cast<double>(bytes), 1024, {" B", " KiB", " MiB", " GiB", " TiB"});
}

std::string span_text(duration span) {
    const std::string sign = span.count() < 0 ? "-" : "";
    const std::int64_t micros = std::abs(span.count());
    const std::int64_t seconds = micros / 1'000'000;
    const std::int64_t millis = micros / 1000 % 1000;
    std::string out = seconds >= 86400 ? std::to_string(seconds / 86400) + "d " : "";
    out += hms(seconds % 86400);
    if (millis != 0) out += "." + std::string(millis < 100 ? "0" : "") + two_digits(millis);
    return sign + out;
}

std::string words_text(duration span) {
    struct unit {
        std::int64_t micros;
        const char* name;
    };
    constexpr std::array<unit, 6> units{{{86'400'000'000, "d"},
                                         {3'600'000'000, "h"},
                                         {60'000'000, "m"},
                                         {1'000'000, "s"},
                                         {1'000, "ms"},
                                         {1, "us"}}};
    std::string out = span.count() < 0 ? "-" : "";
    std::int64_t left = std::abs(span.count());
    for (const unit& u : units) {
        if (left / u.micros != 0) out += std::to_string(left / u.micros) + u.name;
        left %= u.micros;
    }
    return span.count() == 0 ? "0s" : out;
}

std::string rough_text(duration span) {
    using namespace std::chrono_literals;
    return words_text(span < 1s ? span : std::chrono::round<std::chrono::seconds>(span));
}

std::string wall_text(double seconds) {
    if (!std::isfinite(seconds) || seconds < 0 || seconds > 1e12) return "-";
    if (seconds < 59.95) return fixed(seconds, 1) + " s";
    const auto whole = static_cast<std::int64_t>(seconds + 0.5);
    if (whole < 3600) return std::to_string(whole / 60) + "m " + two_digits(whole % 60) + "s";
    return std::to_string(whole / 3600) + "h " + two_digits(whole / 60 % 60) + "m";
}

std::string date_text(calendar_time at, duration zone_offset) {
    const local_moment moment = local(at, zone_offset);
    return std::to_string(static_cast<int>(moment.date.year())) + "-" +
           two_digits(static_cast<unsigned>(moment.date.month())) + "-" +
           two_digits(static_cast<unsigned>(moment.date.day())) + " " + hms(moment.second);
}

std::string clock_text(calendar_time at, duration zone_offset) {
    return hms(local(at, zone_offset).second);
}

std::string day_text(calendar_time at, duration zone_offset) {
    constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::chrono::year_month_day date = local(at, zone_offset).date;
    return std::to_string(static_cast<unsigned>(date.day())) + " " +
           months[(static_cast<unsigned>(date.month()) - 1) % 12];
}

std::string zone_text(duration zone_offset) {
    const std::int64_t minutes = zone_offset.count() / 60'000'000;
    if (minutes == 0) return "UTC";
    return (minutes < 0 ? "-" : "+") + two_digits(std::abs(minutes) / 60) + ":" +
           two_digits(std::abs(minutes) % 60);
}

std::string moment_text(const time_settings& time, sim_time at) {
    const calendar_time date = time.start + at;
    return span_text(at) + " (" + day_text(date, time.zone_offset) + " " +
           clock_text(date, time.zone_offset) + ")";
}

std::string distribution_text(const distribution& d, bool spans) {
    const auto value = [spans](double v) {
        return spans ? words_text(duration{static_cast<std::int64_t>(v)}) : number_text(v);
    };
    switch (d.kind) {
        case distribution::shape::constant:
            return value(d.a);
        case distribution::shape::uniform:
            return value(d.a) + ".." + value(d.b);
        case distribution::shape::log_normal:
            return "p50 " + value(d.a) + ", p99 " + value(d.b);
        case distribution::shape::exponential:
            return "exponential, " + value(d.a) + " on average";
        case distribution::shape::poisson:
            return "Poisson, " + value(d.a) + " on average";
    }
    return {};
}

}  // namespace muster::report
