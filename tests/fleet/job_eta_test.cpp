#include <boost/test/unit_test.hpp>

#include "fleet/job_eta.hpp"
#include "tests/fleet/job_lab.hpp"

using namespace muster;
using namespace std::chrono_literals;

namespace {

/// One batch of a hundred of which so many are done.
job_course one_batch(std::uint64_t done, std::uint64_t pending) {
    job_course c;
    c.batches = {{100, done, pending, 100}};
    return c;
}

/// Two of a hundred; the second waits for 90 of the first and a soak.
job_course two_batches(std::uint64_t done) {
    job_course c;
    c.batches = {{100, done, 0, 90}, {100, 0, 100, 100}};
    c.soak = 10min;
    return c;
}

/// So many a second from 0 s on.
job_pace steady(std::uint64_t per_second, int seconds) {
    job_pace p;
    for (int s = 0; s <= seconds; ++s)
        p.note(sim_time(std::chrono::seconds(s)), per_second * static_cast<std::uint64_t>(s));
    return p;
}

double seconds_between(sim_time a, sim_time b) {
    return std::abs(static_cast<double>((a - b).count())) / 1e6;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(job_eta_test)

BOOST_AUTO_TEST_CASE(a_steady_job_goes_on_at_its_pace) {
    const auto pace = steady(2, 20);
    BOOST_TEST((*pace.time_for(60, 20s) == 30s));
    BOOST_TEST((*job_eta(20s, one_batch(40, 50), pace) == 50s));
}

BOOST_AUTO_TEST_CASE(nobody_can_tell_before_the_first_device_is_done) {
    job_pace pace;
    BOOST_TEST(!pace.time_for(1, 5s));
    pace.note(0s, 0);
    BOOST_TEST(!job_eta(5s, one_batch(0, 100), pace));
    auto limited = one_batch(0, 100);
    limited.rate = rate_spec{4, std::chrono::seconds(1)};
    BOOST_TEST((*job_eta(5s, limited, pace) == 30s));
    auto bounded = one_batch(0, 100);
    bounded.given_up = 1h;
    bounded.finish = 5min;
    BOOST_TEST((*job_eta(5s, bounded, pace) == 65min));
}

BOOST_AUTO_TEST_CASE(only_the_last_quarter_of_what_is_done_makes_the_pace) {
    auto pace = steady(10, 60);  // 600 in a minute, then a tenth of that
    for (int s = 61; s <= 360; ++s)
        pace.note(sim_time(std::chrono::seconds(s)), 600 + static_cast<std::uint64_t>(s - 60));
    BOOST_TEST((*pace.time_for(100, 360s) > 95s && *pace.time_for(100, 360s) < 105s));
}

BOOST_AUTO_TEST_CASE(a_job_that_stalls_ends_later_and_later) {
    const auto pace = steady(1, 40);
    auto before = *job_eta(40s, one_batch(40, 0), pace) - 40s;
    for (const sim_time now : {60s, 120s, 600s}) {
        const auto left = *job_eta(now, one_batch(40, 0), pace) - now;
        BOOST_TEST((left > before));
        before = left;
    }
}

BOOST_AUTO_TEST_CASE(a_rate_holds_back_who_is_pending_and_nobody_else) {
    const auto pace = steady(10, 5);
    auto c = one_batch(50, 30);
    c.rate = rate_spec{30, std::chrono::minutes(1)};
    BOOST_TEST((*job_eta(5s, c, pace) == 65s));
    c.batches[0].pending = 0;
    BOOST_TEST((*job_eta(5s, c, pace) == 10s));
}

BOOST_AUTO_TEST_CASE(soaks_yet_to_come_count_and_those_that_are_over_do_not) {
    const auto pace = steady(1, 50);
    // 40 until the gate, the soak, and 110: the second batch and who the first left behind.
    BOOST_TEST((*job_eta(50s, two_batches(50), pace) == 50s + 40s + 10min + 110s));
    auto soaking = two_batches(90);
    soaking.soaks_until = 300s;
    BOOST_TEST((*job_eta(50s, soaking, pace) == 300s + 110s));
    auto second = two_batches(100);
    second.current = 1;
    BOOST_TEST((*job_eta(50s, second, pace) == 150s));
}

BOOST_AUTO_TEST_CASE(nobody_is_waited_for_beyond_the_time_to_reach_and_to_finish) {
    auto pace = steady(1, 50);
    auto c = two_batches(50);
    c.given_up = 60s;
    c.finish = 20s;
    // The first batch is over at 80 s at the latest; the soak is waited for all the same.
    BOOST_TEST((*job_eta(50s, c, pace) == 80s + 10min));
}

BOOST_AUTO_TEST_CASE(time_at_rest_is_no_part_of_the_pace) {
    auto pace = steady(2, 10);
    pace.rest(10s);
    pace.note(70s, 25);  // five came late
    pace.go_on(100s);
    pace.note(105s, 35);
    BOOST_TEST((*pace.time_for(20, 105s) == 10s));
}

BOOST_AUTO_TEST_CASE(a_long_course_is_kept_in_few_samples) {
    job_pace pace;
    for (int s = 0; s <= 100'000; ++s)
        pace.note(sim_time(std::chrono::seconds(s)), 3 * static_cast<std::uint64_t>(s));
    BOOST_TEST((*pace.time_for(300, 100'000s) == 100s));
}

BOOST_AUTO_TEST_CASE(a_job_tells_how_far_it_is_and_when_it_ends) {
    job_spec spec;
    spec.name = "fw";
    spec.rate = rate_spec{1, 1s};
    testing::job_lab lab(spec, {60, 60}, {}, {}, 7);
    lab.run(60);
    const auto halfway = lab.machine().eta(lab.now());
    BOOST_REQUIRE(halfway);
    lab.run(200);
    BOOST_REQUIRE(lab.ended());
    BOOST_TEST(seconds_between(*halfway, *lab.result().end) <= 5.0);
    BOOST_TEST(!lab.machine().eta(lab.now()));
}

BOOST_AUTO_TEST_CASE(a_hundredth_of_its_devices_is_told_once) {
    job_spec spec;
    spec.name = "fw";
    spec.rate = rate_spec{5, 1s};
    testing::job_lab lab(spec, {500, 500}, {}, {}, 7);
    lab.run(300);
    BOOST_REQUIRE(lab.ended());
    const auto told = lab.take_progress();
    BOOST_TEST((told.size() > 90 && told.size() <= 102));
    for (std::size_t i = 0; i < told.size(); ++i) {
        BOOST_TEST(told[i].second.counts.add_up());
        BOOST_TEST(told[i].second.batch == 1U);
        if (i == 0) continue;
        BOOST_TEST((told[i - 1].first < told[i].first));
        BOOST_TEST(told[i - 1].second.counts.done() < told[i].second.counts.done());
    }
    BOOST_TEST(told.back().second.counts.done() == 1'000U);
}

BOOST_AUTO_TEST_SUITE_END()
