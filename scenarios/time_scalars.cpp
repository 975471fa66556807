#include <algorithm>
#include <array>
#include <cmath>

#include "scenarios/decimal.hpp"
#include "scenarios/scalars.hpp"

namespace muster::scalars {

namespace {

struct duration_unit {
    std::string_view name;
    std::uint64_t microseconds;
};

constexpr std::array<duration_unit, 6> units{{{"d", 86'400'000'000},
                                              {"h", 3'600'000'000},
                                              {"m", 60'000'000},
                                              {"s", 1'000'000},
                                              {"ms", 1'000},
                                              {"us", 1}}};
constexpr std::uint64_t longest = 36'525 * units[0].microseconds;
const std::string duration_words = "a duration such as `90s`, `15m`, `24h` or `1h30m`";

std::string tick(std::string_view text) {
    return '`' + std::string(text) + '`';
}

std::string_view take_letters(std::string_view& text) {
    std::size_t n = 0;
    while (n < text.size() &&
           ((text[n] >= 'a' && text[n] <= 'z') || (text[n] >= 'A' && text[n] <= 'Z')))
        ++n;
    auto letters = text.substr(0, n);
    text.remove_prefix(n);
    return letters;
}

refusal unknown_unit(std::string_view number, std::string_view unit) {
    std::string remedy = "the units are `ms`, `s`, `m`, `h` and `d`";
    if (unit == "M")
        remedy =
            "did you mean " + tick(std::string(number) + 'm') + "? `m` is minutes, `M` is million";
    for (const auto& known : units)
        if (unit.size() > 1 && unit.substr(0, 1) == known.name)
            remedy = "did you mean " + tick(std::string(number) + std::string(known.name)) + '?';
    if (unit == "w" || unit.substr(0, 4) == "week") remedy = "write weeks in days: `7d`";
    return {"bad-duration", duration_words, remedy};
}

}  // namespace

parsed<duration> parse_duration(std::string_view text) {
    auto rest = text;
    std::uint64_t total = 0;
    std::size_t next_unit = 0;
    if (text.substr(0, 1) == "P" || text.substr(0, 1) == "p")
        return refusal{"bad-duration", duration_words,
                       "ISO 8601 durations are for query text only: `PT15M` is `15m`"};
    if (text.size() > 1 && text[0] == '-' && is_digit(text[1]))
        return refusal{"out-of-range", duration_words,
                       "a duration must be positive: " + tick(text.substr(1))};
    while (!rest.empty() || text.empty()) {
        auto at = rest;
        auto number = take_decimal(rest);
        if (!number) return refusal{"bad-duration", duration_words, ""};
        auto digits = at.substr(0, at.size() - rest.size());
        auto name = take_letters(rest);
        if (name.empty() && rest.empty())
            return refusal{"missing-unit", duration_words,
                           "write " + tick(std::string(text) + 's') + ", " +
                               tick(std::string(text) + 'm') + " or " +
                               tick(std::string(text) + 'h')};
        auto unit = std::find_if(units.begin(), units.end(),
                                 [name](const duration_unit& u) { return u.name == name; });
        if (unit == units.end()) return unknown_unit(digits, name);
        auto index = static_cast<std::size_t>(unit - units.begin());
        auto part = number->times(unit->microseconds);
        if (index < next_unit)
            return refusal{"bad-duration", duration_words, "write the larger unit first"};
        if (!part) return refusal{"bad-duration", "whole microseconds", ""};
        if (*part > longest - total)
            return refusal{"out-of-range", "at most 100 years (`36525d`)", ""};
        total += *part;
        next_unit = index + 1;
    }
    return duration(static_cast<std::int64_t>(total));
}

namespace {

// Two digits at `at`, or one before a colon where `loose`.
std::optional<int> take_number(std::string_view& text, std::size_t fewest, std::size_t most) {
    std::size_t n = 0;
    int number = 0;
    for (; n < most && n < text.size() && is_digit(text[n]); ++n)
        number = number * 10 + (text[n] - '0');
    if (n < fewest) return std::nullopt;
    text.remove_prefix(n);
    return number;
}

bool take(std::string_view& text, char c) {
    if (text.empty() || text[0] != c) return false;
    text.remove_prefix(1);
    return true;
}

// `14:00`, `14:00:30`, `14:00:30.250`
std::optional<duration> take_clock(std::string_view& text, std::size_t fewest_hours) {
    auto hours = take_number(text, fewest_hours, 2);
    if (!hours || !take(text, ':')) return std::nullopt;
    auto minutes = take_number(text, 2, 2);
    if (!minutes || *hours > 23 || *minutes > 59) return std::nullopt;
    duration result = std::chrono::hours(*hours) + std::chrono::minutes(*minutes);
    if (!take(text, ':')) return result;
    auto seconds = take_number(text, 2, 2);
    if (!seconds || *seconds > 59) return std::nullopt;
    result += std::chrono::seconds(*seconds);
    if (!take(text, '.')) return result;
    auto before = text.size();
    auto fraction = take_number(text, 1, 6);
    if (!fraction) return std::nullopt;
    std::int64_t microseconds = *fraction;
    for (auto digits = before - text.size(); digits < 6; ++digits)
        microseconds *= 10;
    return result + duration(microseconds);
}

std::optional<duration> take_zone(std::string_view& text) {
    if (take(text, 'Z') || take(text, 'z')) return duration{};
    int sign = take(text, '-') ? -1 : 1;
    if (sign == 1 && !take(text, '+')) return std::nullopt;
    auto hours = take_number(text, 2, 2);
    if (!hours || !take(text, ':')) return std::nullopt;
    auto minutes = take_number(text, 2, 2);
    if (!minutes || *hours > 23 || *minutes > 59) return std::nullopt;
    return sign * (std::chrono::hours(*hours) + std::chrono::minutes(*minutes));
}

std::optional<calendar_time> take_date(std::string_view& text) {
    auto year = take_number(text, 4, 4);
    if (!year || !take(text, '-')) return std::nullopt;
    auto month = take_number(text, 2, 2);
    if (!month || !take(text, '-')) return std::nullopt;
    auto day = take_number(text, 2, 2);
    if (!day) return std::nullopt;
    std::chrono::year_month_day date{std::chrono::year(*year),
                                     std::chrono::month(static_cast<unsigned>(*month)),
                                     std::chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok()) return std::nullopt;
    return calendar_time(std::chrono::sys_days(date));
}

bool looks_like_date(std::string_view text) {
    return text.size() >= 8 && text[4] == '-' && is_digit(text[0]);
}

}  // namespace

parsed<instant> parse_instant(std::string_view text) {
    const std::string expected = "an instant such as `2026-01-20T12:00Z`";
    auto rest = text;
    auto date = take_date(rest);
    if (!date) return refusal{"bad-time", expected, ""};
    if (rest.empty())
        return refusal{"bad-time", expected, "write " + tick(std::string(text) + "T00:00Z")};
    if (!take(rest, 'T') && !take(rest, 't')) return refusal{"bad-time", expected, ""};
    auto clock = take_clock(rest, 2);
    if (!clock) return refusal{"bad-time", expected, ""};
    if (rest.empty())
        return refusal{"missing-zone", expected,
                       "say the zone: " + tick(std::string(text) + 'Z') + " or " +
                           tick(std::string(text) + "+01:00")};
    auto zone = take_zone(rest);
    if (!zone || !rest.empty()) return refusal{"bad-time", expected, ""};
    return instant{*date + *clock - *zone, *zone};
}

parsed<duration> parse_clock(std::string_view text) {
    auto rest = text;
    auto clock = take_clock(rest, 1);
    if (!clock || !rest.empty()) {
        bool bare = text.size() == 4 && std::all_of(text.begin(), text.end(), is_digit);
        return refusal{"bad-time", "a time of day such as `14:00`",
                       bare ? "write " + tick(std::string(text.substr(0, 2)) + ':' +
                                              std::string(text.substr(2)))
                            : ""};
    }
    return *clock;
}

parsed<sim_time> parse_time(std::string_view text, const time_settings& time) {
    if (looks_like_date(text)) {
        auto at = parse_instant(text);
        if (!at) return at.why;
        if (at.value->at < time.start)
            return refusal{"out-of-range", "an instant at or after `time.start`", ""};
        return sim_time(at.value->at - time.start);
    }
    if (text.find(':') != std::string_view::npos) {
        auto clock = parse_clock(text);
        if (!clock) return clock.why;
        constexpr duration day = std::chrono::hours(24);
        auto local = (time.start + time.zone_offset).time_since_epoch();
        auto start_clock = ((local % day) + day) % day;
        return sim_time((*clock.value - start_clock + day) % day);
    }
    auto offset = parse_duration(text);
    if (!offset && offset.why.code == "bad-duration")
        offset.why.expected =
            "an offset from the start (`2h`), a clock time (`14:00`) or an instant";
    return offset;
}

namespace {

std::string_view without_spaces(std::string_view text) {
    const auto first = text.find_first_not_of(' ');
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(' ') + 1 - first);
}

std::string range_of(std::string_view low, std::string_view high) {
    return tick(std::string(low) + ".." + std::string(high));
}

template <class T, class Parse>
parsed<distribution> parse_values(std::string_view text, Parse parse, double (*number)(T)) {
    auto dots = text.find("..");
    if (dots == std::string_view::npos) {
        auto constant = parse(text);
        if (!constant) return constant.why;
        return distribution{distribution::shape::constant, number(*constant.value), 0};
    }
    const auto from = text.substr(0, dots), to = text.substr(dots + 2);
    if (to.find("..") != std::string_view::npos)
        return refusal{"bad-range", "`low..high`", "a range has two ends"};
    const auto bare_from = without_spaces(from), bare_to = without_spaces(to);
    const bool spaced = bare_from.size() + bare_to.size() < from.size() + to.size();
    if (spaced && !bare_from.empty() && !bare_to.empty())
        return refusal{"bad-range", "`low..high` without spaces",
                       "write " + range_of(bare_from, bare_to)};
    auto low = parse(from), high = parse(to);
    if (!low) return low.why;
    if (!high) return high.why;
    double a = number(*low.value), b = number(*high.value);
    if (a > b) return refusal{"bad-range", "the low end first", "write " + range_of(to, from)};
    return distribution{distribution::shape::uniform, a, b};
}

}  // namespace

parsed<distribution> parse_numbers(std::string_view text) {
    auto result = parse_values<double>(text, parse_number, [](double x) { return x; });
    if (!result && result.why.code == "bad-number")
        result.why.expected = "a number, `low..high` or `{p50: ..., p99: ...}`";
    return result;
}

parsed<distribution> parse_shares(std::string_view text) {
    return parse_values<share>(text, parse_share, [](share s) { return s.fraction(); });
}

parsed<distribution> parse_durations(std::string_view text) {
    auto result = parse_values<duration>(text, parse_duration,
                                         [](duration d) { return static_cast<double>(d.count()); });
    if (!result && result.why.code == "bad-duration")
        result.why.expected = "a duration, `low..high` or `{p50: ..., p99: ...}`";
    return result;
}

parsed<distribution> parse_offsets(std::string_view text) {
    auto offset = [](std::string_view part) {
        bool negative = part.substr(0, 1) == "-";
        auto size = parse_duration(part.substr(negative ? 1 : 0));
        if (size && negative) *size.value = -*size.value;
        return size;
    };
    auto result = parse_values<duration>(text, offset,
                                         [](duration d) { return static_cast<double>(d.count()); });
    if (!result && result.why.code == "bad-duration")
        result.why.expected = "an offset from the start such as `-90d`, or `low..high`";
    return result;
}

parsed<distribution> parse_rates_per_hour(std::string_view text) {
    constexpr double hour_us = 3600e6;
    return parse_values<rate>(text, parse_rate, [](rate r) {
        return r.amount * (hour_us / static_cast<double>(r.per.count()));
    });
}

parsed<duration> parse_span_of_rate(std::string_view text) {
    auto found = parse_rate(text);
    if (!found) return found.why;
    const double span = static_cast<double>(found.value->per.count()) / found.value->amount;
    if (!(found.value->amount > 0) || span < 1 || span > static_cast<double>(longest))
        return refusal{"out-of-range", "a rate above zero and up to one in a microsecond", ""};
    return duration(std::llround(span));
}

}  // namespace muster::scalars
