#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>

#include "fleet/duty_cycle.hpp"
#include "fleet/hash.hpp"

using namespace muster;
using namespace std::chrono_literals;

namespace {

constexpr calendar_time midnight{};

duty_cycle_spec spec_of(duration every, duration awake) {
    duty_cycle_spec spec;
    spec.every = every;
    spec.awake = awake;
    return spec;
}

random_source device(std::uint64_t n) {
    return {mix(n, 77)};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(duty_cycle_test)

BOOST_AUTO_TEST_CASE(an_aligned_device_wakes_at_whole_multiples_of_the_calendar) {
    auto spec = spec_of(1h, 2min);
    spec.aligned = true;
    const duty_cycle cycle(spec, midnight + 10min);
    const auto d = device(1);
    BOOST_TEST(!cycle.awake(d, 0s));
    BOOST_TEST((cycle.first_awake(d, 0s) == 50min));
    BOOST_TEST(!cycle.awake(d, 50min - 1us));
    BOOST_TEST(cycle.awake(d, 50min));
    BOOST_TEST(cycle.awake(d, 52min - 1us));
    BOOST_TEST(!cycle.awake(d, 52min));
    BOOST_TEST((cycle.first_awake(d, 52min) == 110min));
    BOOST_TEST((cycle.next_change(d, 0s) == 50min));
    BOOST_TEST((cycle.next_change(d, 50min) == 52min));
    BOOST_TEST((cycle.next_change(d, 52min) == 110min));
}

BOOST_AUTO_TEST_CASE(a_device_may_be_awake_since_before_the_start) {
    auto spec = spec_of(1h, 20min);
    spec.aligned = true;
    const duty_cycle cycle(spec, midnight + 5min);
    BOOST_TEST(cycle.awake(device(1), 0s));
    BOOST_TEST((cycle.next_change(device(1), 0s) == 15min));
}

BOOST_AUTO_TEST_CASE(devices_wake_at_phases_of_their_own_evenly_spread) {
    const duty_cycle cycle(spec_of(1h, 2min), midnight);
    std::vector<double> phases;
    for (std::uint64_t n = 0; n < 4000; ++n)
        phases.push_back(
            static_cast<double>(cycle.first_awake(device(n), 1h).count() % 3600000000) / 3600e6);
    std::sort(phases.begin(), phases.end());
    double most = 0;
    for (std::size_t i = 0; i < phases.size(); ++i)
        most = std::max(most, std::fabs(phases[i] - (static_cast<double>(i) + 0.5) / 4000));
    // The Kolmogorov-Smirnov bound of one in a thousand; those awake at 1h lie at their first
    // instant, which is in the last two of 60 minutes.
    BOOST_TEST(most < 1.95 / std::sqrt(4000.0) + 2.0 / 60);
}

BOOST_AUTO_TEST_CASE(at_any_instant_the_share_awake_is_that_of_the_cycle) {
    auto jittered = spec_of(15min, 3min);
    jittered.jitter = {distribution::shape::uniform, 0, 600e6};
    for (const auto& spec : {spec_of(15min, 3min), jittered}) {
        const duty_cycle cycle(spec, midnight);
        for (const auto at : {sim_time(0s), sim_time(100min), sim_time(72h)}) {
            int awake = 0;
            for (std::uint64_t n = 0; n < 10000; ++n)
                awake += cycle.awake(device(n), at) ? 1 : 0;
            // Binomial, 20 %: a standard deviation is 40.
            BOOST_TEST(std::abs(awake - 2000) < 160, awake);
        }
    }
}

BOOST_AUTO_TEST_CASE(changes_follow_each_other_and_agree_with_who_is_awake) {
    auto spec = spec_of(10s, 3s);
    spec.jitter_of_period = 0.7;
    const duty_cycle cycle(spec, midnight);
    for (std::uint64_t n = 0; n < 50; ++n) {
        const auto d = device(n);
        sim_time at{};
        int wakes = 0;
        while (at < 1000s) {
            const bool before = cycle.awake(d, at);
            const auto next = cycle.next_change(d, at);
            BOOST_REQUIRE(next > at);
            BOOST_REQUIRE(cycle.awake(d, next - 1us) == before);
            wakes += cycle.awake(d, next) && !before ? 1 : 0;
            at = next;
        }
        BOOST_TEST(std::abs(wakes - 100) <= 2, wakes);
    }
}

BOOST_AUTO_TEST_SUITE_END()
