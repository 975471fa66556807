#include <boost/test/unit_test.hpp>

#include "fleet/time_zone.hpp"

using namespace muster;
using namespace std::chrono;

namespace {

calendar_time at(int y, unsigned m, unsigned d, sim_time time_of_day = {}) {
    return sys_days(year(y) / month(m) / day(d)) + time_of_day;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(time_zone_test)

BOOST_AUTO_TEST_CASE(berlin_springs_forward_in_the_night_of_the_last_sunday_in_march) {
    const auto start = at(2026, 3, 28);
    const auto offsets = zone_offsets("Europe/Berlin", start, hours(72));
    BOOST_REQUIRE(offsets.has_value());
    BOOST_REQUIRE(offsets->size() == 2u);
    BOOST_TEST((offset_at(*offsets, sim_time(0)) == hours(1)));
    const sim_time change = hours(25);  // 01:00 UTC on the 29th
    BOOST_TEST((offset_at(*offsets, change - microseconds(1)) == hours(1)));
    BOOST_TEST((offset_at(*offsets, change) == hours(2)));
    BOOST_TEST((offset_at(*offsets, hours(71)) == hours(2)));
}

BOOST_AUTO_TEST_CASE(a_day_in_berlin_skips_an_hour_and_repeats_one) {
    const auto local = [](calendar_time start, const std::vector<zone_offset>& zone, sim_time t) {
        return local_time_of_day(start, offset_at(zone, t), t);
    };
    const auto spring = at(2026, 3, 29);
    const auto forward = *zone_offsets("Europe/Berlin", spring, hours(24));
    BOOST_TEST((local(spring, forward, minutes(59)) == hours(1) + minutes(59)));
    BOOST_TEST((local(spring, forward, minutes(60)) == hours(3)));
    const auto autumn = at(2026, 10, 25);
    const auto back = *zone_offsets("Europe/Berlin", autumn, hours(24));
    BOOST_TEST((local(autumn, back, minutes(59)) == hours(2) + minutes(59)));
    BOOST_TEST((local(autumn, back, minutes(60)) == hours(2)));
}

BOOST_AUTO_TEST_CASE(a_year_holds_both_changes_and_a_day_without_one_holds_none) {
    BOOST_TEST(zone_offsets("Europe/Berlin", at(2026, 1, 1), hours(24 * 365))->size() == 3u);
    BOOST_TEST(zone_offsets("Europe/Berlin", at(2026, 6, 1), hours(24))->size() == 1u);
    BOOST_TEST((offset_at(*zone_offsets("Asia/Kolkata", at(2026, 6, 1), hours(24)), {}) ==
                hours(5) + minutes(30)));
}

BOOST_AUTO_TEST_CASE(an_unknown_zone_has_no_offsets) {
    BOOST_TEST(!zone_offsets("Europe/Atlantis", at(2026, 1, 1), hours(1)).has_value());
    BOOST_TEST(!zone_offsets("", at(2026, 1, 1), hours(1)).has_value());
}

BOOST_AUTO_TEST_CASE(the_time_of_day_wraps_at_local_midnight) {
    const auto start = at(2026, 6, 1, hours(23));
    BOOST_TEST((local_time_of_day(start, hours(2), minutes(30)) == hours(1) + minutes(30)));
    BOOST_TEST((local_time_of_day(start, -hours(24), {}) == hours(23)));
    BOOST_TEST((local_time_of_day(calendar_time(-seconds(1)), {}, {}) == hours(24) - seconds(1)));
}

BOOST_AUTO_TEST_SUITE_END()
