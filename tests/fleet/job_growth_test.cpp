#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "fleet/job_rate.hpp"
#include "tests/fleet/dice.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono_literals;

namespace {

/// Takes all that it may, each second; the instants of each.
std::vector<std::uint64_t> taken(job_rate& rate, int seconds, std::uint64_t successes_each = 0) {
    std::vector<std::uint64_t> each;
    std::uint64_t all = 0;
    for (int s = 0; s < seconds; ++s) {
        const auto now = sim_time(std::chrono::seconds(s));
        each.push_back(rate.available(now));
        rate.use(each.back());
        all += successes_each > 0 ? each.back() : 0;
        rate.note_successes(now, all);
    }
    return each;
}

std::uint64_t in(const std::vector<std::uint64_t>& each, std::size_t from, std::size_t to) {
    std::uint64_t sum = 0;
    for (auto s = from; s < to; ++s)
        sum += each[s];
    return sum;
}

}  // namespace

/// Rates that do not stay as they are.
BOOST_AUTO_TEST_SUITE(job_growth_test)

BOOST_AUTO_TEST_CASE(a_ramp_lets_go_what_lies_below_it) {
    job_rate rate({60, 1min, rate_spec::ramp{600, 10min}, {}}, 1s);
    const auto each = taken(rate, 1200);
    // From one to ten a second, until 599 s: 599 + 9 / 600 * 599^2 / 2, and the one at the begin.
    BOOST_TEST(in(each, 0, 600) == 3291U);
    BOOST_TEST(in(each, 0, 60) >= 60U);
    BOOST_TEST(in(each, 0, 60) <= 60U + 28U);
    BOOST_TEST(in(each, 600, 1200) == 6000U);
}

BOOST_AUTO_TEST_CASE(a_rate_grows_with_success_up_to_its_most) {
    job_rate rate({60, 1min, {}, rate_spec::growth{2, 100, 480}}, 1s);
    const auto each = taken(rate, 600, 1);
    BOOST_TEST(in(each, 0, 60) == 60U);
    BOOST_TEST(each[110] == 2U);
    BOOST_TEST(in(each, 500, 560) == 480U);
}

BOOST_AUTO_TEST_CASE(without_success_it_stays) {
    job_rate rate({60, 1min, {}, rate_spec::growth{2, 100, 480}}, 1s);
    const auto each = taken(rate, 600);
    BOOST_TEST(in(each, 0, 600) == 600U);
}

BOOST_AUTO_TEST_CASE(no_window_has_more_than_the_rate_at_its_end) {
    for (const auto seed : seeds(300)) {
        MUSTER_SHOW_SEED(seed);
        dice d(seed);
        const double first = 1 + static_cast<double>(d.below(50));
        rate_spec spec{first, 1min, {}, {}};
        const double most = first * (1 + 5 * d.unit());
        if (d.chance(0.5))
            spec.ramps = rate_spec::ramp{most, std::chrono::seconds(1 + d.below(600))};
        else
            spec.grows = rate_spec::growth{1.1 + d.unit(), 1 + d.below(50), most};
        job_rate rate(spec, 1s);
        std::vector<std::uint64_t> each;
        std::uint64_t succeeded = 0, waits = 0;
        for (int s = 0; s < 900; ++s) {
            const auto now = sim_time(std::chrono::seconds(s));
            const auto may = rate.available(now);
            const auto used = d.chance(0.2) ? d.below(may + 1) : may;
            rate.use(used);
            each.push_back(used);
            waits += used;
            const auto done = d.below(waits + 1);
            waits -= done;
            succeeded += done;
            rate.note_successes(now, succeeded);
        }
        for (std::size_t s = 60; s <= each.size(); ++s)
            BOOST_REQUIRE_LE(in(each, s - 60, s), static_cast<std::uint64_t>(most) + 1);
    }
}

BOOST_AUTO_TEST_SUITE_END()
