#include <boost/test/unit_test.hpp>

#include "fleet/clock_time.hpp"

using namespace muster;
using namespace std::chrono_literals;

namespace {

/// 2026-03-28T12:00Z: the night after, clocks in Berlin jump from two to three.
const calendar_time start{std::chrono::sys_days{std::chrono::year(2026) / 3 / 28} + 12h};

sim_time first(const std::string& zone, duration clock) {
    return first_at_clock(*zone_offsets(zone, start, 72h), start, clock);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(clock_time_test)

BOOST_AUTO_TEST_CASE(is_the_next_such_time_of_day_in_the_zone) {
    BOOST_TEST((first("UTC", 14h) == 2h));
    BOOST_TEST((first("UTC", 12h) == 0h));
    BOOST_TEST((first("UTC", 11h) == 23h));
    BOOST_TEST((first("America/New_York", 14h) == 6h));  // four hours behind
    BOOST_TEST((first("Asia/Kolkata", 18h) == 30min));   // five and a half ahead
}

BOOST_AUTO_TEST_CASE(follows_a_change_of_the_clocks_on_the_way) {
    BOOST_TEST((first("Europe/Berlin", 14h) == 1h));
    BOOST_TEST((first("Europe/Berlin", 1h) == 12h));
    BOOST_TEST((first("Europe/Berlin", 8h) == 18h));  // an hour earlier than without the change
}

BOOST_AUTO_TEST_CASE(a_time_that_the_clocks_jump_over_comes_a_day_later) {
    BOOST_TEST((first("Europe/Berlin", 2h + 30min) == 36h + 30min));
}

BOOST_AUTO_TEST_SUITE_END()
