#include "scenarios/format.hpp"

#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>

namespace muster {

std::string format_duration(duration d) {
    struct unit {
        const char* name;
        std::int64_t microseconds;
    };
    static constexpr std::array<unit, 6> units{{{"d", 86'400'000'000},
                                                {"h", 3'600'000'000},
                                                {"m", 60'000'000},
                                                {"s", 1'000'000},
                                                {"ms", 1'000},
                                                {"us", 1}}};
    auto left = d.count();
    std::string out;
    for (const auto& unit : units) {
        auto n = left / unit.microseconds;
        left %= unit.microseconds;
        if (n > 0) out += std::to_string(n) + unit.name;
    }
    return out.empty() ? "0s" : out;
}

std::string format_share(share s) {
    constexpr std::int64_t percent = share::whole / 100;
    auto text = std::to_string(s.ppb / percent);
    auto fraction = std::to_string(s.ppb % percent);
    fraction.insert(0, 7 - std::min<std::size_t>(7, fraction.size()), '0');
    while (!fraction.empty() && fraction.back() == '0')
        fraction.pop_back();
    if (!fraction.empty()) text += '.' + fraction;
    return text + '%';
}

std::string format_number(double x) {
    std::array<char, 32> buffer{};
    auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), x).ptr;
    return std::string(buffer.data(), end);
}

std::string format_amount(const amount& a) {
    return a.is_share ? format_share(a.part) : std::to_string(a.count);
}

std::string format_clock(duration time_of_day) {
    auto total = time_of_day.count();
    auto seconds = total / 1'000'000, rest = total % 1'000'000;
    std::array<char, 40> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%02d:%02d", static_cast<int>(seconds / 3600),
                  static_cast<int>(seconds / 60 % 60));
    std::string out = buffer.data();
    if (seconds % 60 == 0 && rest == 0) return out;
    std::snprintf(buffer.data(), buffer.size(), ":%02d", static_cast<int>(seconds % 60));
    out += buffer.data();
    if (rest == 0) return out;
    std::snprintf(buffer.data(), buffer.size(), ".%06d", static_cast<int>(rest));
    return out + buffer.data();
}

std::string format_instant(calendar_time at, duration zone_offset) {
    auto local = at + zone_offset;
    auto day = std::chrono::floor<std::chrono::days>(local);
    std::chrono::year_month_day date(day);
    std::array<char, 40> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%04d-%02u-%02uT", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    std::string out = buffer.data() + format_clock(local - day);
    if (zone_offset == duration{}) return out + 'Z';
    auto size = zone_offset < duration{} ? -zone_offset : zone_offset;
    return out + (zone_offset < duration{} ? '-' : '+') + format_clock(size);
}

namespace {

template <class Format>
std::string format_values(const distribution& d, Format one) {
    switch (d.kind) {
        case distribution::shape::uniform:
            return one(d.a) + ".." + one(d.b);
        case distribution::shape::log_normal:
            return "{p50: " + one(d.a) + ", p99: " + one(d.b) + '}';
        default:
            return one(d.a);
    }
}

}  // namespace

std::string format_numbers(const distribution& d) {
    return format_values(d, format_number);
}

std::string format_durations(const distribution& d) {
    return format_values(d, [](double microseconds) {
        const auto span = duration(static_cast<std::int64_t>(std::llround(microseconds)));
        return span < duration{} ? '-' + format_duration(-span) : format_duration(span);
    });
}

}  // namespace muster
