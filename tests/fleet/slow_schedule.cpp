#include "tests/fleet/slow_schedule.hpp"

#include <algorithm>
#include <sstream>

#include "fleet/time_zone.hpp"

namespace muster::testing {

namespace {

using namespace std::chrono;

struct wall_date {
    int year, month, day, weekday, hour, minute;  // Sunday is 0
    bool last_of_month;
    std::int64_t number;  // of the day
};

wall_date date_of(local_time shown) {
    const auto day = floor<days>(shown);
    const year_month_day date(day), tomorrow(day + days(1));
    const auto time = duration_cast<minutes>(shown - day).count();
    return {static_cast<int>(date.year()),
            static_cast<int>(static_cast<unsigned>(date.month())),
            static_cast<int>(static_cast<unsigned>(date.day())),
            static_cast<int>(weekday(day).c_encoding()),
            static_cast<int>(time / 60),
            static_cast<int>(time % 60),
            date.month() != tomorrow.month(),
            day.time_since_epoch().count()};
}

/// Whether one field of a cron expression, as it is written, is for a number.
bool is_for(const std::string& field, int number, int low, int high) {
    std::istringstream items(field);
    for (std::string item; std::getline(items, item, ',');) {
        int from = low, to = high, step = 1;
        if (const auto slash = item.find('/'); slash != std::string::npos) {
            step = std::stoi(item.substr(slash + 1));
            item.resize(slash);
        }
        if (item == "L") continue;
        if (item != "*") {
            const auto dash = item.find('-');
            from = std::stoi(item.substr(0, dash));
            to = dash == std::string::npos ? from : std::stoi(item.substr(dash + 1));
        }
        if (number >= from && number <= to && (number - from) % step == 0) return true;
    }
    return false;
}

bool cron_is_for(const std::string& text, const wall_date& d) {
    std::istringstream words(text);
    std::string minute, hour, day, month, name;
    words >> minute >> hour >> day >> month >> name;
    if (!is_for(minute, d.minute, 0, 59) || !is_for(hour, d.hour, 0, 23)) return false;
    if (!is_for(month, d.month, 1, 12)) return false;
    const bool by_day =
        is_for(day, d.day, 1, 31) || (day.find('L') != std::string::npos && d.last_of_month);
    const bool by_name = is_for(name, d.weekday, 0, 7) || (d.weekday == 0 && is_for(name, 7, 0, 7));
    return day[0] == '*' || name[0] == '*' ? by_day && by_name : by_day || by_name;
}

/// How many weeks began after the first day, up to this one.
std::int64_t mondays_between(std::int64_t first, std::int64_t day) {
    std::int64_t count = 0;
    for (auto d = first + 1; d <= day; ++d)
        count += weekday(local_days(days(d))) == Monday ? 1 : 0;
    return count;
}

bool is_for(const schedule& what, const wall_date& d, const wall_date& first) {
    if (what.every == schedule::form::cron) return cron_is_for(what.cron.text, d);
    if (hours(d.hour) + minutes(d.minute) != what.at) return false;
    const auto bit = [](std::uint32_t set, int n) { return (set >> n & 1) != 0; };
    const auto nth = [&](std::int64_t n) { return n % what.interval == 0; };
    switch (what.every) {
        case schedule::form::day:
            return nth(d.number - first.number);
        case schedule::form::week:
            return bit(what.weekdays, d.weekday) && nth(mondays_between(first.number, d.number));
        default:
            return (bit(what.month_days, d.day) || (what.last_day && d.last_of_month)) &&
                   nth((d.year - first.year) * 12 + d.month - first.month);
    }
}

/// `*` in the field of the minute or the hour.
bool has_open_times(const schedule& what) {
    return what.every == schedule::form::cron &&
           (what.cron.text[0] == '*' || what.cron.text[what.cron.text.find(' ') + 1] == '*');
}

}  // namespace

std::vector<calendar_time> watched_clock(const schedule& what, calendar_time end) {
    const auto start = what.begin - days(2);
    const auto offsets = what.zone.empty()
                             ? std::vector<zone_offset>{{sim_time::min(), what.zone_offset}}
                             : *zone_offsets(what.zone, start, end - start + days(2));
    const auto shows = [&](calendar_time at) {
        return local_time(at.time_since_epoch() + offset_at(offsets, at - start));
    };
    const auto first = date_of(shows(what.begin));
    local_time shown_so_far{local_time::min()};
    for (auto at = what.begin - hours(26); at < what.begin; at += minutes(1))
        shown_so_far = std::max(shown_so_far, shows(at));
    std::vector<calendar_time> found;
    for (auto at = what.begin; at < end; at += minutes(1)) {
        if (what.until && at > *what.until) break;
        if (what.times && found.size() == *what.times) break;
        const auto now = shows(at);
        bool runs = has_open_times(what) && is_for(what, date_of(now), first);
        for (; !has_open_times(what) && shown_so_far < now;) {
            shown_so_far += minutes(1);
            runs = runs || is_for(what, date_of(shown_so_far), first);
        }
        if (runs) found.push_back(at);
    }
    return found;
}

}  // namespace muster::testing
