#include <boost/test/unit_test.hpp>

#include "models/iso_time.hpp"

#include <string>

using namespace muster;
using namespace muster::models;
using std::chrono::microseconds;

BOOST_AUTO_TEST_SUITE(iso_time_test)

BOOST_AUTO_TEST_CASE(a_date_is_a_day_of_the_calendar) {
    for (const char* text : {"2026-02-28", "2024-02-29", "2000-02-29", "0000-01-01", "9999-12-31"})
        BOOST_TEST(is_date(text), text);
    for (const char* text : {"", "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-01",
                             "2026-04-31", "2026-4-01", "26-04-01", "2026/04/01", "2026-04-01Z",
                             " 2026-04-01", "2026-04-01T00:00:00Z", "+2026-04-01"})
        BOOST_TEST(!is_date(text), text);
}

BOOST_AUTO_TEST_CASE(a_time_has_seconds_and_an_offset) {
    for (const char* text : {"00:00:00Z", "23:59:60Z", "06:30:00.5Z", "06:30:00.123456789z",
                             "06:30:00+02:00", "06:30:00-23:59"})
        BOOST_TEST(is_time(text), text);
    for (const char* text :
         {"", "06:30:00", "06:30Z", "24:00:00Z", "06:60:00Z", "06:30:61Z", "06:30:00.Z",
          "06:30:00+2:00", "06:30:00+24:00", "06:30:00+02", "6:30:00Z", "06:30:00ZZ"})
        BOOST_TEST(!is_time(text), text);
}

BOOST_AUTO_TEST_CASE(a_date_with_time_has_a_t_between_them) {
    for (const char* text : {"2026-02-28T06:30:00Z", "2026-02-28t06:30:00.25+01:00"})
        BOOST_TEST(is_date_time(text), text);
    for (const char* text :
         {"", "2026-02-28", "2026-02-28 06:30:00Z", "2026-02-30T06:30:00Z", "2026-02-28T06:30:00"})
        BOOST_TEST(!is_date_time(text), text);
}

BOOST_AUTO_TEST_CASE(a_duration_has_its_amounts_in_order_and_a_fraction_only_at_the_end) {
    for (const char* text : {"P1Y", "P3M", "P1D", "PT1M", "P3W", "P1Y2M3DT4H5M6S", "PT0.5S",
                             "P1,5D", "PT36H", "P1YT1S", "PT90S"})
        BOOST_TEST(is_duration(text), text);
    for (const char* text :
         {"", "P", "PT", "P1", "1D", "-P1D", "P1DT", "P1D1Y", "PT1S1M", "P1.5DT1H", "P1W2D", "P.5D",
          "PT5", "P1H", "PT1D", "P1D ", "p1d", "P1.D"})
        BOOST_TEST(!is_duration(text), text);
}

BOOST_AUTO_TEST_CASE(an_instant_is_written_in_utc_and_reads_back) {
    const calendar_time at{microseconds(1'772'260'200'000'001)};  // date -u -d 2026-02-28T06:30:00Z
    BOOST_TEST(instant_text(at) == "2026-02-28T06:30:00.000001Z");
    BOOST_TEST((read_instant("2026-02-28T06:30:00.000001Z") == at));
    BOOST_TEST((read_instant("2026-02-28T08:30:00.0000019+02:00") == at));
    BOOST_TEST((read_instant("2026-02-28T05:00:00.000001-01:30") == at));
    BOOST_TEST(instant_text(calendar_time{microseconds(-1)}) == "1969-12-31T23:59:59.999999Z");
    BOOST_TEST((read_instant("1969-12-31T23:59:59.999999Z") == calendar_time{microseconds(-1)}));
}

BOOST_AUTO_TEST_CASE(an_instant_out_of_two_centuries_is_none) {
    BOOST_TEST(read_instant("1900-01-01T00:00:00Z").has_value());
    BOOST_TEST(read_instant("2199-12-31T23:59:59Z").has_value());
    for (const char* text : {"1900-01-01T00:00:00+01:00", "2200-01-01T00:00:00Z",
                             "2199-12-31T23:59:59-01:00", "2026-02-28", "yesterday", ""})
        BOOST_TEST(!read_instant(text).has_value(), text);
}

BOOST_AUTO_TEST_SUITE_END()
