#include <boost/test/unit_test.hpp>

#include <cmath>

#include "fleet/connectivity.hpp"
#include "fleet/math.hpp"
#include "tests/fleet/dice.hpp"

using namespace muster;
using namespace std::chrono_literals;
using shape = distribution::shape;

namespace {

const distribution four_minutes{shape::log_normal, 240e6, 2700e6};

connectivity_process process(share online, distribution outages = four_minutes) {
    connectivity_spec spec;
    spec.online = online;
    spec.outages = outages;
    return connectivity_process(spec);
}

constexpr share percent(std::int64_t n) {
    return {n * share::whole / 100};
}

/// Whether a device is down at an instant, from the start of the run.
bool down_at(const connectivity_process& p, const random_source& device, sim_time at) {
    bool down = p.down_at_start(device);
    sim_time until = p.first(device, down);
    for (std::uint64_t n = 1; until <= at; ++n) {
        down = !down;
        until += p.next(device, n, down);
    }
    return down;
}

double outage_cdf(double us) {
    const double sigma = std::log(four_minutes.b / four_minutes.a) / math::z99;
    return testing::normal_cdf(std::log(us / four_minutes.a) / sigma);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(connectivity_test)

BOOST_AUTO_TEST_CASE(the_wanted_share_is_online_at_the_start_and_ever_after) {
    constexpr int devices = 20'000;
    for (const auto online : {percent(99), percent(95), percent(50)}) {
        const auto p = process(online);
        const double expected = 1 - online.fraction();
        const double spread = 4 * std::sqrt(expected * online.fraction() / devices);
        for (const sim_time at : {sim_time(0), sim_time(10min), sim_time(1h), sim_time(24h)}) {
            int down = 0;
            for (std::uint64_t n = 0; n < devices; ++n)
                down += down_at(p, testing::device_number(n), at) ? 1 : 0;
            BOOST_TEST(std::fabs(down / double{devices} - expected) < spread);
        }
    }
}

BOOST_AUTO_TEST_CASE(outages_have_the_length_that_was_asked_for) {
    const auto p = process(percent(95));
    std::vector<double> lengths;
    for (std::uint64_t n = 0; n < 200; ++n)
        for (std::uint64_t k = 1; k <= 50; ++k)
            lengths.push_back(
                static_cast<double>(p.next(testing::device_number(n), k, true).count()));
    BOOST_TEST(testing::ks_distance(lengths, outage_cdf) < 1.95);
}

BOOST_AUTO_TEST_CASE(times_between_outages_are_exponential) {
    const auto p = process(percent(90));
    const double mean = four_minutes.mean() * 9;
    std::vector<double> first, later;
    for (std::uint64_t n = 0; n < 10'000; ++n) {
        first.push_back(static_cast<double>(p.first(testing::device_number(n), false).count()));
        later.push_back(static_cast<double>(p.next(testing::device_number(n), 2, false).count()));
    }
    const auto cdf = [&](double x) { return 1 - std::exp(-x / mean); };
    BOOST_TEST(testing::ks_distance(first, cdf) < 1.95);
    BOOST_TEST(testing::ks_distance(later, cdf) < 1.95);
}

BOOST_AUTO_TEST_CASE(a_device_is_always_on_with_100_percent_and_never_with_none) {
    for (std::uint64_t n = 0; n < 1000; ++n) {
        BOOST_REQUIRE(!process(all_of_it).down_at_start(testing::device_number(n)));
        BOOST_REQUIRE(process(share{0}).down_at_start(testing::device_number(n)));
    }
}

BOOST_AUTO_TEST_CASE(every_period_lasts) {
    const auto p = process(percent(50), {shape::constant, 0, 0});
    for (std::uint64_t n = 1; n < 100; ++n) {
        BOOST_REQUIRE((p.next({n}, n, true) >= 1us && p.next({n}, n, false) >= 1us));
        BOOST_REQUIRE((p.first({n}, true) >= 1us && p.first({n}, false) >= 1us));
    }
}

BOOST_AUTO_TEST_SUITE_END()
