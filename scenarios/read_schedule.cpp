#include "scenarios/read_schedule.hpp"

#include <algorithm>
#include <array>

#include "fleet/cron.hpp"
#include "fleet/time_zone.hpp"

namespace muster::sections {

namespace {

constexpr std::uint32_t most_interval = 999;
constexpr std::array<const char*, 7> weekdays{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
constexpr std::array<const char*, 3> periods{"day", "week", "month"};

bool read_zone(reading& r, const yaml::node& start, std::string& zone) {
    const auto* found = reading::get(start, "zone");
    if (found == nullptr) return true;
    if (!r.text(*found, zone)) return false;
    if (!zone.empty() && zone_offsets(zone, calendar_time{}, duration{})) return true;
    const bool device = zone == "device";
    r.error("unknown-zone", found->where,
            device ? std::string("a job starts once for all devices, not in the zone of each")
                   : "there is no time zone " + ticked(zone),
            "write an IANA name such as `Europe/Berlin`");
    return false;
}

/// `day`, `week`, `2 weeks`, `3 months`.
std::optional<schedule> parse_period(const std::string& text) {
    schedule out;
    const auto space = text.find(' ');
    std::string word = text;
    if (space != std::string::npos) {
        const auto number = scalars::parse_whole(text.substr(0, space));
        if (!number || *number.value < 2 || *number.value > most_interval) return std::nullopt;
        out.interval = static_cast<std::uint32_t>(*number.value);
        word = text.substr(space + 1);
        if (word.empty() || word.back() != 's') return std::nullopt;
        word.pop_back();
    }
    const auto found = std::find(periods.begin(), periods.end(), word);
    if (found == periods.end()) return std::nullopt;
    out.every = static_cast<schedule::form>(found - periods.begin());
    return out;
}

std::string remedy_of_period(const std::string& text) {
    const auto span = scalars::parse_duration(text);
    constexpr duration day = std::chrono::hours(24);
    if (span && *span.value == day) return "write `every: day`";
    if (span && *span.value == 7 * day) return "write `every: week` with its `days`";
    if (span || text.starts_with("hour") || text.starts_with("minute"))
        return "what recurs within a day is a `cron`: `cron: \"0 */6 * * *\"` is every six hours";
    if (text.starts_with("year")) return "write `every: 12 months`";
    for (const auto* word : periods)
        if (text.find(word) != std::string::npos)
            return "one is `every: " + std::string(word) + "`, more are from `2 " + word +
                   "s` to `" + std::to_string(most_interval) + ' ' + word + "s`";
    return "write `every: week` with its `days`, or `every: 2 weeks`";
}

bool read_period(reading& r, const yaml::node& start, schedule& when) {
    const auto* found = reading::get(start, "every");
    std::string text;
    if (found == nullptr || !r.text(*found, text)) return false;
    if (const auto period = parse_period(text)) {
        when = *period;
        return true;
    }
    r.error("bad-period", found->where,
            "found " + found_text(*found) + ", expected `day`, `week`, `month` or several of these",
            remedy_of_period(text));
    return false;
}

bool add_weekday(reading& r, const yaml::node& found, schedule& when) {
    const auto at = std::find(weekdays.begin(), weekdays.end(), found.text);
    if (at != weekdays.end()) {
        when.weekdays |= std::uint32_t{1} << (at - weekdays.begin());
        return true;
    }
    const auto short_name = scalars::is_name(found.text) ? found.text.substr(0, 3) : "";
    const bool known = std::find(weekdays.begin(), weekdays.end(), short_name) != weekdays.end();
    r.error("unknown-word", found.where, "there is no day of the week " + found_text(found),
            known ? "write " + ticked(short_name)
                  : "write `mon`, `tue`, `wed`, `thu`, `fri`, `sat` or `sun`");
    return false;
}

bool add_month_day(reading& r, const yaml::node& found, schedule& when) {
    if (found.text == "last") {
        when.last_day = true;
        return true;
    }
    const auto number = scalars::parse_whole(found.text);
    if (number && *number.value >= 1 && *number.value <= 31) {
        when.month_days |= std::uint32_t{1} << *number.value;
        return true;
    }
    r.error("out-of-range", found.where,
            "found " + found_text(found) + ", expected a day of the month from 1 to 31, or `last`",
            "write `days: [1, last]`");
    return false;
}

bool read_days(reading& r, const yaml::node& start, schedule& when) {
    const auto* found = reading::get(start, "days");
    const bool weekly = when.every == schedule::form::week;
    if (when.every == schedule::form::day) {
        if (found == nullptr) return true;
        r.error("misplaced-key", found->where, "`days` of what is every day",
                "write `every: week` or `every: month`, or remove `days`");
        return false;
    }
    if (found == nullptr) {
        if (start.find("days") == nullptr && !start.incomplete)
            r.error(
                "missing-key", start.where,
                std::string("a start every ") + (weekly ? "week" : "month") + " needs its `days`",
                weekly ? "add `days: [mon, thu]`" : "add `days: [1, last]`");
        return false;
    }
    if (found->is_list() && found->items.empty()) {
        r.error("empty-list", found->where, "the list is empty",
                weekly ? "write `days: [mon, thu]`" : "write `days: [1, last]`");
        return false;
    }
    bool good = !found->is_map();
    for (const auto* item : r.one_or_more(*found, "a day or a list of days"))
        good = (weekly ? add_weekday(r, *item, when) : add_month_day(r, *item, when)) && good;
    return good && (when.weekdays | when.month_days | (when.last_day ? 1U : 0U)) != 0;
}

bool read_clock(reading& r, const yaml::node& start, schedule& when) {
    r.missing(start, "at", "a start on days");
    const auto* found = reading::get(start, "at");
    if (found == nullptr) return false;
    if (!found->is_scalar()) return r.scalar(*found, when.at, scalars::parse_clock);
    const auto clock = scalars::parse_clock(found->text);
    if (clock) {
        when.at = *clock.value;
        return true;
    }
    auto why = clock.why;
    if (why.remedy.empty())
        why.remedy = "`at` of what recurs is a time of day; `from` says from which instant on";
    r.refuse(*found, why);
    return false;
}

bool read_cron(reading& r, const yaml::node& start, schedule& when) {
    bool good = true;
    for (const char* other : {"at", "days"})
        if (const auto* found = start.find(other)) {
            good = false;
            r.error("misplaced-key", found->where, ticked(other) + " beside `cron`",
                    "a cron expression says it already: minute, hour, day of the month, month, "
                    "day of the week");
        }
    const auto* found = reading::get(start, "cron");
    std::string text;
    if (found == nullptr || !r.text(*found, text)) return false;
    auto parsed = parse_cron(text);
    if (parsed.value) {
        when.every = schedule::form::cron;
        when.cron = *parsed.value;
        return good;
    }
    auto where = found->where;
    if (found->verbatim && where.line > 0)
        where.column += found->text_column + parsed.why.where.offset;
    r.error(parsed.why.code.c_str(), where, parsed.why.text, parsed.why.remedy);
    return false;
}

bool read_times(reading& r, const yaml::node& start, schedule& when) {
    const auto* found = reading::get(start, "times");
    if (found == nullptr) return start.find("times") == nullptr;
    std::uint64_t times = 0;
    if (!r.scalar(*found, times, scalars::parse_count)) return false;
    if (times >= 1 && times <= schedule_limits::runs) {
        when.times = static_cast<std::uint32_t>(times);
        return true;
    }
    r.error("out-of-range", found->where,
            "found " + found_text(*found) + ", expected 1 to " +
                std::to_string(schedule_limits::runs) + " times",
            "end it by an instant: `until: 7d`");
    return false;
}

/// `from`, `until` and `times`.
bool read_bounds(reading& r, const yaml::node& start, schedule& when) {
    const auto begin = r.out.time.start;
    sim_time from{}, until{};
    bool good = true;
    if (reading::get(start, "from") != nullptr) good = r.time(start, "from", from);
    when.begin = begin + from;
    if (reading::get(start, "until") != nullptr) {
        good = r.time(start, "until", until) && good;
        when.until = begin + until;
    }
    return read_times(r, start, when) && good;
}

bool read_form(reading& r, const yaml::node& start, schedule& when) {
    const auto *every = start.find("every"), *cron = start.find("cron");
    if (every != nullptr && cron != nullptr) {
        r.error("given-twice", cron->where, "`cron` beside `every`", "write one of the two");
        return false;
    }
    if (cron != nullptr) return read_cron(r, start, when);
    if (every == nullptr) {
        r.missing(start, "every", "a start that recurs");
        return false;
    }
    if (!read_period(r, start, when)) return false;
    const bool days = read_days(r, start, when);
    return read_clock(r, start, when) && days;
}

}  // namespace

bool is_recurring(const yaml::node& start) {
    constexpr std::array<const char*, 7> keys{"every", "cron",  "days",   "from",
                                              "until", "times", "overlap"};
    return std::any_of(keys.begin(), keys.end(),
                       [&](const char* key) { return start.find(key) != nullptr; });
}

void read_start(reading& r, const yaml::node& start, job_spec& job) {
    if (is_recurring(start)) return;
    if (start.find("zone") == nullptr) {
        r.time(start, "at", job.start);
        return;
    }
    schedule once;
    if (!read_zone(r, start, once.zone)) return;
    const auto* at = reading::get(start, "at");
    if (at == nullptr) return r.missing(start, "at", "a start with `zone`");
    const auto clock = scalars::parse_clock(at->text);
    if (!clock)
        return r.error("wrong-type", at->where,
                       "found " + found_text(*at) + ", but with `zone` only a time of day differs",
                       "write a time of day such as `at: 14:00`, or remove `zone`");
    once.at = *clock.value;
    once.begin = r.out.time.start;
    constexpr std::chrono::days enough{3};
    if (const auto found = schedule_walk(once, once.begin + enough).next())
        job.start = found->at - r.out.time.start;
}

overlap_rule read_overlap(reading& r, const yaml::node& start) {
    const auto* found = reading::get(start, "overlap");
    std::string word;
    if (found == nullptr || !r.text(*found, word)) return overlap_rule::allow;
    if (!r.known(*found, "unknown-word", "such rule", {"allow", "wait", "skip"}))
        return overlap_rule::allow;
    return word == "wait"   ? overlap_rule::wait
           : word == "skip" ? overlap_rule::skip
                            : overlap_rule::allow;
}

std::optional<schedule> read_schedule(reading& r, const yaml::node& start) {
    schedule when;
    bool good = read_form(r, start, when);
    when.zone_offset = r.out.time.zone_offset;
    good = read_zone(r, start, when.zone) && good;
    good = read_bounds(r, start, when) && good;
    return good ? std::optional(when) : std::nullopt;
}

}  // namespace muster::sections
