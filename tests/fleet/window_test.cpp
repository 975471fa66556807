#include <boost/test/unit_test.hpp>

#include "fleet/window.hpp"

using namespace muster;
using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(window_test)

BOOST_AUTO_TEST_CASE(takes_the_shortest_width_that_gives_at_most_240_windows) {
    BOOST_TEST((window_width(1min, 1s) == 1s));
    BOOST_TEST((window_width(4min, 1s) == 1s));
    BOOST_TEST((window_width(4min + 1us, 1s) == 2s));
    BOOST_TEST((window_width(6h, 1s) == 2min));
    BOOST_TEST((window_width(24h, 1s) == 10min));
    BOOST_TEST((window_width(24h * 30, 1s) == 3h));
    BOOST_TEST((window_width(24h * 365, 1s) == 48h));
}

BOOST_AUTO_TEST_CASE(is_no_shorter_than_a_step_and_ends_with_one) {
    for (const duration step : {50ms + 0us, 1s + 0us, 7s + 0us, 25min + 0us, 36h + 0us})
        for (const duration length : {1min + 0us, 3h + 0us, 24h + 0us, 24h * 1000 + 0us}) {
            const auto width = window_width(length, step);
            BOOST_TEST(width.count() % step.count() == 0);
            BOOST_TEST((width >= step && width * 240 >= length));
            BOOST_TEST((width == step || width <= 86'400s || width * 60 <= length));
        }
}

BOOST_AUTO_TEST_CASE(an_odd_step_still_gives_many_windows) {
    BOOST_TEST((3h / window_width(3h, 7s) >= 60));
}

BOOST_AUTO_TEST_SUITE_END()
