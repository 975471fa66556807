#include <boost/test/unit_test.hpp>

#include <cmath>

#include "fleet/battery.hpp"
#include "fleet/hash.hpp"

using namespace muster;
using namespace std::chrono_literals;
namespace tt = boost::test_tools;

BOOST_AUTO_TEST_SUITE(battery_test)

BOOST_AUTO_TEST_CASE(it_falls_evenly_and_is_empty_when_it_says) {
    const battery_charge charge{10, 4, 30min};  // 4 an hour, from half an hour on
    BOOST_TEST(charge.left_at(30min) == 10);
    BOOST_TEST(charge.left_at(90min) == 6, tt::tolerance(1e-12));
    BOOST_TEST((charge.empty_at() == 3h));
    BOOST_TEST(charge.left_at(3h) == 0);
    BOOST_TEST(charge.left_at(100h) == 0);
}

BOOST_AUTO_TEST_CASE(what_is_taken_at_once_brings_the_end_nearer) {
    battery_charge charge{10, 4, {}};
    charge.take(1h, 2);
    BOOST_TEST(charge.left == 4, tt::tolerance(1e-12));
    BOOST_TEST((charge.empty_at() == 2h));
    charge.take(90min, 50);
    BOOST_TEST(charge.left == 0);
    BOOST_TEST((charge.empty_at() == 90min));
}

BOOST_AUTO_TEST_CASE(where_nothing_is_taken_it_lasts_for_ever) {
    BOOST_TEST((battery_charge{10, 0, 1h}.empty_at() == never));
    BOOST_TEST((battery_charge{1e18, 1e-9, 1h}.empty_at() == never));
    BOOST_TEST(battery_charge({10, 0, 1h}).left_at(1000h) == 10);
}

BOOST_AUTO_TEST_CASE(at_the_instant_it_names_nothing_worth_a_microsecond_is_left) {
    for (int i = 1; i < 2000; ++i) {
        const battery_charge charge{i * 1.37, 0.001 * i * i, sim_time(i * 977)};
        const auto end = charge.empty_at();
        BOOST_TEST(charge.left_at(end) <= charge.rate / 3600e6);
        BOOST_TEST(charge.left_at(end - 2us) > 0);
    }
}

BOOST_AUTO_TEST_CASE(devices_start_evenly_within_their_range) {
    battery_spec spec;
    spec.capacity = 200;
    spec.start_low = 0.6;
    spec.start_high = 0.9;
    int below = 0;
    for (std::uint64_t n = 0; n < 10000; ++n) {
        const double left = charge_at_start(spec, {mix(n, 5)});
        BOOST_REQUIRE((left >= 120 && left <= 180));
        below += left < 140 ? 1 : 0;
    }
    BOOST_TEST(std::abs(below - 3333) < 190, below);  // four standard deviations
    spec.start_high = 0.6;
    BOOST_TEST(charge_at_start(spec, {mix(3, 5)}) == 120);
}

BOOST_AUTO_TEST_CASE(a_charge_comes_after_a_span_drawn_each_time) {
    battery_spec spec;
    spec.recharge = distribution{distribution::shape::uniform, 3600e6, 7200e6};
    const random_source device{mix(1, 5)};
    const auto first = recharge_span(spec, device, 10h), second = recharge_span(spec, device, 20h);
    BOOST_TEST((first >= 1h && first <= 2h && second >= 1h && second <= 2h && first != second));
    BOOST_TEST((recharge_span(spec, device, 10h) == first));
}

BOOST_AUTO_TEST_SUITE_END()
