#include <boost/test/unit_test.hpp>

#include "fleet/schedule_due.hpp"
#include "tests/fleet/dice.hpp"
#include "tests/fleet/slow_schedule.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono;

namespace {

/// Half an hour at once, at midnight, a whole day, against the sun, and never.
constexpr const char* zones[] = {"Europe/Berlin",     "America/New_York", "Australia/Lord_Howe",
                                 "America/Havana",    "America/Santiago", "Pacific/Apia",
                                 "Africa/Casablanca", "Asia/Kolkata",     ""};

std::string number_between(dice& d, int low, int high) {
    return std::to_string(low +
                          static_cast<int>(d.small(static_cast<std::uint32_t>(high - low + 1))));
}

std::string item(dice& d, int low, int high) {
    if (d.chance(0.3)) return number_between(d, low, high);
    const auto from = std::stoi(number_between(d, low, high));
    auto text = std::to_string(from) + '-' + number_between(d, from, high);
    if (text == std::to_string(from) + '-' + std::to_string(from)) return std::to_string(from);
    return d.chance(0.4) ? text + '/' + number_between(d, 1, 9) : text;
}

std::string field(dice& d, double open, int low, int high) {
    if (d.chance(open)) return d.chance(0.8) ? "*" : "*/" + number_between(d, 2, 20);
    auto text = item(d, low, high);
    while (d.chance(0.4))
        text += ',' + item(d, low, high);
    return text;
}

/// Empty where no day ever comes.
std::optional<cron_expression> some_cron(dice& d) {
    auto day = field(d, 0.6, 1, 31);
    if (d.chance(0.1)) day = d.chance(0.5) ? "L" : "13,L";
    const auto text = field(d, 0.3, 0, 59) + ' ' + field(d, 0.3, 0, 23) + ' ' + day + ' ' +
                      field(d, 0.8, 1, 12) + ' ' + field(d, 0.6, 0, 7);
    const auto parsed = parse_cron(text);
    BOOST_TEST((parsed.value.has_value() || parsed.why.code == "cron-never"),
               text << ": " << parsed.why.text);
    return parsed.value;
}

std::optional<schedule> some_schedule(dice& d) {
    schedule s;
    s.every = static_cast<schedule::form>(d.small(4));
    s.interval = d.chance(0.5) ? 1 : 1 + d.small(5);
    s.at = minutes(d.chance(0.6) ? d.small(4 * 60) : d.small(24 * 60));
    s.weekdays = 1 + d.small(127);
    s.month_days = d.chance(0.5) ? 2 << d.small(31) : d.small(1U << 31) & ~1U;
    s.last_day = d.chance(0.3);
    if (s.every == schedule::form::cron) {
        const auto cron = some_cron(d);
        if (!cron) return {};
        s.cron = *cron;
    }
    s.zone = zones[d.small(std::size(zones))];
    s.zone_offset = hours(2);
    const int first_year = s.zone == "Pacific/Apia" ? 2011 : 2024 + static_cast<int>(d.small(12));
    const auto months = d.chance(0.5) ? 3 : 10;  // when clocks change
    s.begin = sys_days(year(first_year) / months / 20) + minutes(d.small(14 * 24 * 60));
    if (s.zone == "Pacific/Apia" && d.chance(0.8))
        s.begin = sys_days(year(2011) / 12 / 28) + minutes(d.small(4 * 24 * 60));
    if (d.chance(0.2)) s.times = 1 + d.small(20);
    if (d.chance(0.2)) s.until = s.begin + minutes(d.small(30 * 24 * 60));
    return s;
}

std::vector<calendar_time> walked(const schedule& s, calendar_time end) {
    std::vector<calendar_time> all;
    schedule_walk walk(s, end);
    while (const auto found = walk.next()) {
        all.push_back(found->at);
        BOOST_REQUIRE(found->number == all.size());
    }
    return all;
}

std::string words(const schedule& s) {
    return s.zone + " form " + std::to_string(static_cast<int>(s.every)) + " of " +
           std::to_string(s.interval) + ", cron " + s.cron.text + ", at " +
           std::to_string(s.at / minutes(1)) + "m, begin " +
           std::to_string(s.begin.time_since_epoch() / minutes(1));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(schedule_random_test)

BOOST_AUTO_TEST_CASE(a_schedule_is_for_the_minutes_at_which_a_watched_clock_says_so) {
    std::size_t occurrences = 0, compared = 0;
    for (const auto seed : seeds(150)) {
        MUSTER_SHOW_SEED(seed);
        dice d(seed);
        const auto s = some_schedule(d);
        if (!s) continue;
        BOOST_TEST_INFO_SCOPE(words(*s));
        const auto end = s->begin + days(s->every == schedule::form::month ? 250 : 40);
        const auto fast = walked(*s, end), slow = watched_clock(*s, end);
        BOOST_TEST((fast == slow), fast.size() << " instants against " << slow.size());
        occurrences += slow.size();
        ++compared;
    }
    BOOST_TEST_MESSAGE(compared << " schedules, " << occurrences << " occurrences");
    if (compared > 1) BOOST_TEST(occurrences > compared);
}

BOOST_AUTO_TEST_CASE(a_clock_that_is_put_forth_and_back_begins_nothing_twice_and_loses_nothing) {
    for (const auto seed : seeds(200)) {
        MUSTER_SHOW_SEED(seed);
        dice d(seed);
        auto s = some_schedule(d);
        if (!s || (s->every == schedule::form::cron && s->cron.open_times)) continue;
        BOOST_TEST_INFO_SCOPE(words(*s));
        const missed_rule rule{
            d.chance(0.5) ? missed_rule::late::skip : missed_rule::late::run_once,
            minutes(d.small(10))};
        auto now = s->begin - hours(1), latest = now;
        std::optional<calendar_time> handled;
        std::vector<calendar_time> dealt_with;
        std::uint64_t not_listed = 0;
        for (int look = 0; look < 60; ++look) {
            now += d.chance(0.2) ? -minutes(d.small(3000)) : minutes(d.small(2000));
            latest = std::max(latest, now);
            const auto found = due(*s, handled, now, rule);
            handled = found.handled;
            BOOST_REQUIRE(found.missed_count >= found.missed.size());
            not_listed += found.missed_count - found.missed.size();
            for (const auto& one : found.missed)
                dealt_with.push_back(one.at);
            if (!found.run) continue;
            dealt_with.push_back(found.run->at);
            BOOST_TEST((found.run->at <= now));
            if (rule.otherwise == missed_rule::late::skip)
                BOOST_TEST((now - found.run->at <= rule.grace));
        }
        const auto all = walked(*s, latest + microseconds(1));
        BOOST_TEST(dealt_with.size() + not_listed == all.size());
        if (not_listed > 0) continue;
        BOOST_TEST((dealt_with == all), dealt_with.size() << " against " << all.size());
    }
}

BOOST_AUTO_TEST_SUITE_END()
