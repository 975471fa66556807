#include <boost/test/unit_test.hpp>

#include "fleet/job_rate.hpp"
#include "tests/fleet/job_lab.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono_literals;

namespace {

job_spec at_rate(double amount, duration per) {
    job_spec spec;
    spec.name = "fw";
    spec.rate = rate_spec{amount, per};
    return spec;
}

/// Sends of each step.
std::vector<std::size_t> sends(job_lab& lab, step_index steps) {
    std::vector<std::size_t> all;
    for (step_index i = 0; i < steps; ++i) {
        const auto before = lab.sent().size();
        lab.run(1);
        all.push_back(lab.sent().size() - before);
    }
    return all;
}

/// The most in any window of so many steps.
std::size_t busiest(const std::vector<std::size_t>& each, std::size_t steps) {
    std::size_t most = 0;
    for (std::size_t i = 0; i < each.size(); ++i) {
        std::size_t sum = 0;
        for (std::size_t j = i; j < std::min(each.size(), i + steps); ++j)
            sum += each[j];
        most = std::max(most, sum);
    }
    return most;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(job_rate_test)

BOOST_AUTO_TEST_CASE(its_instants_are_evenly_apart_and_those_not_taken_are_lost) {
    job_rate rate({20, 1min}, 1s);
    BOOST_TEST(rate.available(10s) == 1U);
    rate.use(1);
    BOOST_TEST(rate.available(12s) == 0U);
    BOOST_TEST((rate.next(12s) == sim_time(13s)));
    BOOST_TEST(rate.available(13s) == 1U);
    rate.use(1);
    BOOST_TEST(rate.available(100s) == 1U);  // 100 = 10 + 30 * 3
    BOOST_TEST(rate.available(102s) == 0U);
    job_rate fast({5000, 1s}, 1s);
    BOOST_TEST(fast.available(0s) == 1U);
    fast.use(1);
    BOOST_TEST(fast.available(1s) == 5000U);
    fast.use(100);
    BOOST_TEST(fast.available(2s) == 5000U);
    job_rate third({1, 3s}, 1s);
    BOOST_TEST(third.available(0s) == 1U);
    BOOST_TEST((third.next(0s) == sim_time(3s)));
}

BOOST_AUTO_TEST_CASE(a_job_sends_no_faster_and_no_slower_than_its_rate) {
    job_lab lab(at_rate(5, 1s), {30, 0, 17}, {}, {}, 1);
    const auto each = sends(lab, 20);
    BOOST_TEST(busiest(each, 1) == 5U);
    BOOST_TEST(lab.result().state == "complete");
    BOOST_TEST(lab.result().counts.succeeded == 47U);
    BOOST_TEST((*lab.result().end - *lab.result().begin <= 13s));
    BOOST_TEST(lab.result().state_reason.find("slowed by the rate") == 0U);
}

BOOST_AUTO_TEST_CASE(a_rate_of_less_than_one_a_step_is_kept_in_every_window) {
    job_lab lab(at_rate(20, 1min), {30, 20}, {}, {}, 1);
    const auto each = sends(lab, 200);
    BOOST_TEST(busiest(each, 60) == 20U);
    BOOST_TEST(busiest(each, 3) == 1U);
    BOOST_TEST(lab.sent().size() == 50U);
}

BOOST_AUTO_TEST_CASE(after_a_pause_nothing_is_caught_up) {
    job_lab lab(at_rate(5, 1s), {100}, {}, {}, 1);
    sends(lab, 5);
    lab.act(job_verb::pause);
    sends(lab, 30);
    lab.act(job_verb::resume);
    BOOST_TEST(busiest(sends(lab, 30), 1) == 5U);
    BOOST_TEST(lab.sent().size() == 100U);
}

BOOST_AUTO_TEST_CASE(no_window_has_more_than_the_rate_whatever_the_devices_do) {
    for (const auto seed : seeds(100)) {
        MUSTER_SHOW_SEED(seed);
        dice d(seed);
        const auto amount = 1 + d.below(40);
        const auto steps = 1 + d.below(30);
        auto spec = at_rate(static_cast<double>(amount), duration(1s) * static_cast<int>(steps));
        if (d.chance(0.5)) spec.batches = {{batch_spec::form::count, {}, {}, 1 + d.below(20)}, {}};
        if (d.chance(0.5))
            spec.cancel = cancel_spec{{false, {}, 500}, 0, cancel_spec::base::job, 5};
        lab_odds odds;
        odds.fails = 0.1, odds.offline = 0.5, odds.flaps = 0.2, odds.longest = 4;
        job_lab lab(spec, {40, 25, 60}, {}, odds, seed);
        auto each = sends(lab, 150);
        lab.calm_down();
        const auto rest = sends(lab, 4000);
        each.insert(each.end(), rest.begin(), rest.end());
        BOOST_REQUIRE_LE(busiest(each, steps), amount);
        BOOST_REQUIRE(lab.result().state == "complete");
    }
}

BOOST_AUTO_TEST_SUITE_END()
