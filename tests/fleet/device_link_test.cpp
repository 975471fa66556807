#include <boost/test/unit_test.hpp>

#include "fleet/device_link.hpp"
#include "tests/fleet/dice.hpp"

using namespace muster;
using namespace std::chrono_literals;
using shape = distribution::shape;

namespace {

double seconds(duration d) {
    return static_cast<double>(d.count()) / 1e6;
}

connectivity_spec with(reconnect_spec again) {
    connectivity_spec c;
    c.reconnect = again;
    return c;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(device_link_test)

BOOST_AUTO_TEST_CASE(pauses_grow_by_the_factor_up_to_the_longest) {
    const link_policy policy(with({0s, 1s, 2, 10s, false}), false);
    const random_source device = testing::device_number(1);
    const double wanted[] = {1, 2, 4, 8, 10, 10};
    for (std::uint32_t n = 1; n <= 6; ++n)
        BOOST_TEST(seconds(policy.pause(device, n, n)) == wanted[n - 1]);
}

BOOST_AUTO_TEST_CASE(full_jitter_takes_a_uniform_part_of_each_pause) {
    const link_policy policy(with({0s, 1s, 3, 5min, true}), false);
    std::vector<double> first, third;
    for (std::uint64_t n = 0; n < 20'000; ++n) {
        first.push_back(seconds(policy.pause(testing::device_number(n), 1, 1)));
        third.push_back(seconds(policy.pause(testing::device_number(n), 3, 3)) / 9);
    }
    const auto uniform = [](double x) { return x; };
    BOOST_TEST(testing::ks_distance(first, uniform) < 1.95);
    BOOST_TEST(testing::ks_distance(third, uniform) < 1.95);
}

BOOST_AUTO_TEST_CASE(the_first_attempts_are_spread_evenly) {
    const link_policy policy(with({2min, 1s, 2, 5min, true}), false);
    std::vector<double> spread;
    for (std::uint64_t n = 0; n < 20'000; ++n)
        spread.push_back(seconds(policy.spread(testing::device_number(n), 1)));
    BOOST_TEST(testing::ks_distance(spread, [](double x) { return x / 120; }) < 1.95);
}

BOOST_AUTO_TEST_CASE(a_boot_takes_what_the_template_says_and_each_one_is_drawn_anew) {
    connectivity_spec c;
    c.boot = distribution{shape::uniform, 20e6, 60e6};
    const link_policy policy(c, true);
    std::vector<double> boots;
    for (std::uint64_t n = 0; n < 200; ++n)
        for (int k = 0; k < 100; ++k)
            boots.push_back(seconds(policy.boot(testing::device_number(n), k * 1min)));
    BOOST_TEST(testing::ks_distance(boots, [](double x) { return (x - 20) / 40; }) < 1.95);
}

BOOST_AUTO_TEST_CASE(only_a_fault_that_reboots_makes_up_a_boot) {
    BOOST_TEST(seconds(link_policy({}, false).boot({1}, 0s)) == 0);
    BOOST_TEST(seconds(link_policy({}, true).boot({1}, 0s)) == 30);
}

BOOST_AUTO_TEST_SUITE_END()
