#include <boost/test/unit_test.hpp>

#include "tests/fleet/schedule_lab.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono;

namespace {

constexpr std::uint32_t on(unsigned day) {
    return std::uint32_t{1} << day;
}

schedule monthly(const std::string& begin, std::uint32_t month_days, bool last = false) {
    auto s = daily("00:00", "", begin);
    s.every = schedule::form::month;
    s.month_days = month_days;
    s.last_day = last;
    return s;
}

schedule weekly(const std::string& begin, std::uint32_t weekdays, std::uint32_t interval) {
    auto s = daily("12:00", "", begin);
    s.every = schedule::form::week;
    s.weekdays = weekdays;
    s.interval = interval;
    return s;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(schedule_test)

// -- the clocks ----------------------------------------------------------------------------------

BOOST_AUTO_TEST_CASE(a_time_of_day_keeps_to_the_clocks_of_its_zone) {
    BOOST_TEST(runs_of(daily("22:00", "Europe/Berlin", "2026-03-28T00:00Z"), "2026-03-30T00:00Z") ==
               "2026-03-28T21:00Z 2026-03-29T20:00Z");
    BOOST_TEST(runs_of(daily("22:00", "", "2026-03-28T00:00Z"), "2026-03-30T00:00Z") ==
               "2026-03-28T22:00Z 2026-03-29T22:00Z");
}

BOOST_AUTO_TEST_CASE(a_time_that_clocks_jump_over_comes_right_after_the_jump_once) {
    const auto end = "2026-03-31T00:00Z";
    const auto expected = "2026-03-28T01:30Z 2026-03-29T01:00Z 2026-03-30T00:30Z";
    BOOST_TEST(runs_of(daily("02:30", "Europe/Berlin", "2026-03-28T00:00Z"), end) == expected);
    BOOST_TEST(runs_of(by_cron("30 2 * * *", "Europe/Berlin", "2026-03-28T00:00Z"), end) ==
               expected);
    // All that falls into the gap, and what is due at its end, is one run.
    BOOST_TEST(runs_of(by_cron("0,20,40 2,3 29 3 *", "Europe/Berlin", "2026-03-28T00:00Z"), end) ==
               "2026-03-29T01:00Z 2026-03-29T01:20Z 2026-03-29T01:40Z");
}

BOOST_AUTO_TEST_CASE(a_time_that_clocks_show_twice_comes_once_at_the_first) {
    const auto end = "2026-10-27T00:00Z";
    const auto expected = "2026-10-24T00:30Z 2026-10-25T00:30Z 2026-10-26T01:30Z";
    BOOST_TEST(runs_of(daily("02:30", "Europe/Berlin", "2026-10-24T00:00Z"), end) == expected);
    BOOST_TEST(runs_of(by_cron("30 2 * * *", "Europe/Berlin", "2026-10-24T00:00Z"), end) ==
               expected);
    // From the second on it has been there already.
    BOOST_TEST(runs_of(daily("02:30", "Europe/Berlin", "2026-10-25T01:00Z"), end) ==
               "2026-10-26T01:30Z");
}

BOOST_AUTO_TEST_CASE(a_cron_of_any_hour_or_minute_follows_each_hour_that_passes) {
    BOOST_TEST(
        runs_of(by_cron("0 * * * *", "Europe/Berlin", "2026-10-24T23:00Z"), "2026-10-25T03:00Z") ==
        "2026-10-24T23:00Z 2026-10-25T00:00Z 2026-10-25T01:00Z 2026-10-25T02:00Z");
    BOOST_TEST(
        runs_of(by_cron("0 * * * *", "Europe/Berlin", "2026-03-28T23:00Z"), "2026-03-29T03:00Z") ==
        "2026-03-28T23:00Z 2026-03-29T00:00Z 2026-03-29T01:00Z 2026-03-29T02:00Z");
    BOOST_TEST(runs_of(by_cron("*/30 2 * * *", "Europe/Berlin", "2026-10-24T23:00Z"),
                       "2026-10-25T23:00Z") ==
               "2026-10-25T00:00Z 2026-10-25T00:30Z 2026-10-25T01:00Z 2026-10-25T01:30Z");
    BOOST_TEST(runs_of(by_cron("*/30 2 * * *", "Europe/Berlin", "2026-03-28T23:00Z"),
                       "2026-03-29T23:00Z") == "");  // no clock shows two that day
}

BOOST_AUTO_TEST_CASE(clocks_that_go_back_over_midnight_show_the_end_of_the_day_before_again) {
    // In Santiago the 5th of April 2026 begins twice: 24:00 of the 4th is 23:00 again.
    BOOST_TEST(runs_of(by_cron("*/30 23 * * *", "America/Santiago", "2026-04-04T12:00Z"),
                       "2026-04-05T12:00Z") ==
               "2026-04-05T02:00Z 2026-04-05T02:30Z 2026-04-05T03:00Z 2026-04-05T03:30Z");
    BOOST_TEST(runs_of(daily("23:30", "America/Santiago", "2026-04-04T12:00Z"),
                       "2026-04-06T12:00Z") == "2026-04-05T02:30Z 2026-04-06T03:30Z");
    // In September they jump from 00:00 to 01:00.
    BOOST_TEST(runs_of(daily("00:15", "America/Santiago", "2026-09-05T12:00Z"),
                       "2026-09-07T12:00Z") == "2026-09-06T04:00Z 2026-09-07T03:15Z");
}

BOOST_AUTO_TEST_CASE(half_an_hour_of_summer_time_is_half_an_hour) {
    BOOST_TEST(runs_of(daily("02:15", "Australia/Lord_Howe", "2026-10-03T12:00Z"),
                       "2026-10-05T12:00Z") == "2026-10-03T15:30Z 2026-10-04T15:15Z");
    BOOST_TEST(runs_of(daily("01:45", "Australia/Lord_Howe", "2026-04-04T12:00Z"),
                       "2026-04-06T12:00Z") == "2026-04-04T14:45Z 2026-04-05T15:15Z");
}

BOOST_AUTO_TEST_CASE(a_day_that_a_country_left_out_runs_at_the_begin_of_the_next) {
    // Samoa had no 30th of December 2011; the 31st began at 10:00Z.
    BOOST_TEST(runs_of(daily("08:00", "Pacific/Apia", "2011-12-29T00:00Z"), "2011-12-31T12:00Z") ==
               "2011-12-29T18:00Z 2011-12-30T10:00Z 2011-12-30T18:00Z");
    BOOST_TEST(runs_of(daily("08:00", "Pacific/Apia", "2011-12-30T10:00Z"), "2011-12-31T12:00Z") ==
               "2011-12-30T10:00Z 2011-12-30T18:00Z");
}

// -- the calendar --------------------------------------------------------------------------------

BOOST_AUTO_TEST_CASE(months_without_a_day_are_left_out_and_the_last_day_is_always_there) {
    BOOST_TEST(runs_of(monthly("2026-01-01T00:00Z", on(31)), "2026-08-01T00:00Z") ==
               "2026-01-31T00:00Z 2026-03-31T00:00Z 2026-05-31T00:00Z 2026-07-31T00:00Z");
    BOOST_TEST(runs_of(monthly("2026-01-01T00:00Z", 0, true), "2026-05-01T00:00Z") ==
               "2026-01-31T00:00Z 2026-02-28T00:00Z 2026-03-31T00:00Z 2026-04-30T00:00Z");
    BOOST_TEST(runs_of(monthly("2028-02-01T00:00Z", on(28) | on(31), true), "2028-04-01T00:00Z") ==
               "2028-02-28T00:00Z 2028-02-29T00:00Z 2028-03-28T00:00Z 2028-03-31T00:00Z");
}

BOOST_AUTO_TEST_CASE(the_29th_of_february_comes_in_leap_years) {
    BOOST_TEST(runs_of(by_cron("0 0 29 2 *", "", "2026-01-01T00:00Z"), "2037-01-01T00:00Z") ==
               "2028-02-29T00:00Z 2032-02-29T00:00Z 2036-02-29T00:00Z");
    BOOST_TEST(runs_of(by_cron("0 0 29 2 *", "", "2095-01-01T00:00Z"), "2109-01-01T00:00Z") ==
               "2096-02-29T00:00Z 2104-02-29T00:00Z 2108-02-29T00:00Z");  // not in 2100
    auto yearly = monthly("2028-02-01T00:00Z", on(29));
    yearly.interval = 12;
    BOOST_TEST(runs_of(yearly, "2037-01-01T00:00Z") ==
               "2028-02-29T00:00Z 2032-02-29T00:00Z 2036-02-29T00:00Z");
}

BOOST_AUTO_TEST_CASE(every_second_week_goes_on_over_the_end_of_a_year) {
    // 2026 has 53 weeks; its last one begins on Monday, the 28th of December.
    BOOST_TEST(runs_of(weekly("2026-12-14T00:00Z", on(1) | on(0), 2), "2027-01-25T00:00Z") ==
               "2026-12-14T12:00Z 2026-12-20T12:00Z 2026-12-28T12:00Z 2027-01-03T12:00Z "
               "2027-01-11T12:00Z 2027-01-17T12:00Z");
    // The week counts from its Monday, also where the begin lies in its midst.
    BOOST_TEST(runs_of(weekly("2026-12-16T00:00Z", on(1) | on(0), 2), "2027-01-04T00:00Z") ==
               "2026-12-20T12:00Z 2026-12-28T12:00Z 2027-01-03T12:00Z");
}

BOOST_AUTO_TEST_CASE(every_third_day_and_every_second_month_count_from_the_begin) {
    auto third = daily("06:00", "", "2026-02-26T07:00Z");
    third.interval = 3;  // the first would have been before the begin
    BOOST_TEST(runs_of(third, "2026-03-08T00:00Z") ==
               "2026-03-01T06:00Z 2026-03-04T06:00Z 2026-03-07T06:00Z");
    auto second = monthly("2026-11-15T00:00Z", on(1) | on(30));
    second.interval = 2;
    BOOST_TEST(runs_of(second, "2027-04-01T00:00Z") ==
               "2026-11-30T00:00Z 2027-01-01T00:00Z 2027-01-30T00:00Z 2027-03-01T00:00Z "
               "2027-03-30T00:00Z");
}

// -- the ends ------------------------------------------------------------------------------------

BOOST_AUTO_TEST_CASE(the_begin_and_the_end_by_instant_are_included) {
    auto s = daily("06:00", "", "2026-01-01T06:00Z");
    s.until = instant("2026-01-03T06:00Z");
    BOOST_TEST(runs_of(s, "2027-01-01T00:00Z") ==
               "2026-01-01T06:00Z 2026-01-02T06:00Z 2026-01-03T06:00Z");
    s.begin += microseconds(1);
    *s.until -= microseconds(1);
    BOOST_TEST(runs_of(s, "2027-01-01T00:00Z") == "2026-01-02T06:00Z");
    s.until = s.begin - hours(1);
    BOOST_TEST(runs_of(s, "2027-01-01T00:00Z") == "");
}

BOOST_AUTO_TEST_CASE(the_end_by_count_counts_what_really_comes) {
    auto s = monthly("2026-01-01T00:00Z", on(31));
    s.times = 3;
    BOOST_TEST(runs_of(s, "2030-01-01T00:00Z") ==
               "2026-01-31T00:00Z 2026-03-31T00:00Z 2026-05-31T00:00Z");
    auto gap = by_cron("0,30 2 * * *", "Europe/Berlin", "2026-03-29T00:00Z");
    gap.times = 2;
    BOOST_TEST(runs_of(gap, "2030-01-01T00:00Z") == "2026-03-29T01:00Z 2026-03-30T00:00Z");
}

BOOST_AUTO_TEST_CASE(occurrences_have_numbers_from_one_on) {
    schedule_walk walk(daily("06:00", "", "2026-01-01T00:00Z"), instant("2026-01-03T00:00Z"));
    BOOST_TEST((walk.next() == occurrence{1, instant("2026-01-01T06:00Z")}));
    BOOST_TEST((walk.next() == occurrence{2, instant("2026-01-02T06:00Z")}));
    BOOST_TEST(!walk.next());
    BOOST_TEST(!walk.next());
}

BOOST_AUTO_TEST_CASE(the_walk_ends_where_nothing_comes_any_more) {
    schedule never = monthly("2026-02-01T00:00Z", on(30));
    never.interval = 12;
    BOOST_TEST(runs_of(never, "9999-01-01T00:00Z") == "");
    BOOST_TEST(!schedule_walk(never, calendar_time::max()).next());
    BOOST_TEST(runs_of(daily("06:00", "", "2026-01-01T00:00Z"), "2025-01-01T00:00Z") == "");
}

BOOST_AUTO_TEST_CASE(far_away_years_have_their_days_too) {
    BOOST_TEST(runs_of(by_cron("0 0 29 2 0", "", "9996-01-01T00:00Z"), "9999-12-31T00:00Z", 1) ==
               "9996-02-04T00:00Z");
    BOOST_TEST(runs_of(monthly("9999-11-01T00:00Z", 0, true), "9999-12-31T12:00Z") ==
               "9999-11-30T00:00Z 9999-12-31T00:00Z");
    BOOST_TEST(runs_of(daily("12:00", "Europe/Berlin", "1916-04-30T00:00Z"), "1916-05-02T00:00Z") ==
               "1916-04-30T11:00Z 1916-05-01T10:00Z");  // the first summer time
}

BOOST_AUTO_TEST_CASE(the_next_occurrence_is_the_first_after_an_instant) {
    const auto s = daily("06:00", "", "2026-01-01T00:00Z");
    const auto end = instant("2026-02-01T00:00Z");
    BOOST_TEST((next_occurrence(s, instant("2026-01-05T06:00Z"), end) ==
                occurrence{6, instant("2026-01-06T06:00Z")}));
    BOOST_TEST(!next_occurrence(s, instant("2026-01-31T06:00Z"), end));
}

BOOST_AUTO_TEST_SUITE_END()
