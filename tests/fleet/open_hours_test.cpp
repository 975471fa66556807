#include <boost/test/unit_test.hpp>

#include "fleet/open_hours.hpp"

using namespace muster;
using namespace std::chrono_literals;

namespace {

/// The last Sunday of March 2026 begins: at two o'clock the clocks of Berlin go to three.
constexpr calendar_time march_29 = calendar_time(std::chrono::hours(24 * 20541));

open_hours berlin(duration from, duration to) {
    return {{from, to, "Europe/Berlin", false},
            {*zone_offsets("Europe/Berlin", march_29, std::chrono::hours(48))},
            march_29};
}

double hours(sim_time t) {
    return static_cast<double>(t.count()) / 3600e6;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(open_hours_test)

BOOST_AUTO_TEST_CASE(a_window_may_go_over_midnight) {
    const auto window = berlin(22h, 6h);
    BOOST_TEST(window.any_open({}));             // one o'clock
    BOOST_TEST(!window.any_open(sim_time(4h)));  // six in the morning, one hour earlier than usual
    BOOST_TEST(window.any_open(sim_time(3h + 59min)));
    BOOST_TEST(hours(window.next_edge(sim_time(5h))) == 20);
    BOOST_TEST(window.any_open(sim_time(20h)));
}

BOOST_AUTO_TEST_CASE(clocks_that_are_set_may_jump_over_its_begin) {
    const auto window = berlin(2h + 30min, 5h);
    BOOST_TEST(!window.any_open(sim_time(59min)));
    BOOST_TEST(hours(window.next_edge(sim_time(30min))) == 1);
    BOOST_TEST(window.any_open(sim_time(1h)));  // three o'clock
    BOOST_TEST(!window.any_open(sim_time(3h)));
}

BOOST_AUTO_TEST_CASE(is_open_somewhere_while_it_is_in_one_of_the_zones) {
    const daily_window night{22h, 6h, "", true};
    const open_hours both(night,
                          {*zone_offsets("Asia/Tokyo", march_29, std::chrono::hours(48)),
                           *zone_offsets("Europe/Berlin", march_29, std::chrono::hours(48))},
                          march_29);
    BOOST_TEST(both.any_open({}));              // nine in Tokyo, one in Berlin
    BOOST_TEST(!both.any_open(sim_time(10h)));  // 19 and 12
    BOOST_TEST(both.any_open(sim_time(14h)));   // 23 and 16
}

BOOST_AUTO_TEST_CASE(work_takes_as_many_days_as_it_has_hours) {
    const auto window = berlin(10h, 12h);
    BOOST_TEST(hours(window.after({}, 1h)) == 9);  // ten o'clock is eight in UTC
    BOOST_TEST(hours(window.after({}, 3h)) == 24 + 9);
    BOOST_TEST(hours(window.after(sim_time(9h), 30min)) == 9.5);
}

BOOST_AUTO_TEST_SUITE_END()
