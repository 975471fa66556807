#include <boost/test/unit_test.hpp>

#include "tests/fleet/job_lab.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono_literals;
using over = service_limit::overload;

namespace {

job_spec plain_job() {
    job_spec spec;
    spec.name = "fw";
    return spec;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(job_pacing_test)

BOOST_AUTO_TEST_CASE(sends_no_faster_than_the_service_takes) {
    job_lab lab(plain_job(), {30, 0, 17}, {}, {}, 1, service_limit{5, over::queue});
    std::size_t before = 0;
    for (int step = 0; step < 20; ++step) {
        lab.run(1);
        BOOST_TEST(lab.sent().size() - before <= 5U);
        before = lab.sent().size();
    }
    BOOST_TEST(lab.result().state == "complete");
    BOOST_TEST(lab.result().counts.succeeded == 47U);
    BOOST_TEST(lab.result().state_reason == "slowed by the service: at most 5 in flight");
    BOOST_TEST(lab.served().commands_asked == 47U);
    BOOST_TEST(lab.served().commands_queued == 42U);
    BOOST_TEST(lab.served().commands_backlog == 0U);
}

BOOST_AUTO_TEST_CASE(takes_as_long_as_the_rate_says_where_that_is_less_than_one_a_step) {
    job_lab lab(plain_job(), {10}, {}, {}, 1, service_limit{0.25, over::queue});
    lab.run(60);
    BOOST_TEST(lab.result().state == "complete");
    BOOST_TEST(lab.sent().size() == 10U);
    BOOST_TEST((*lab.result().end - *lab.result().begin >= 36s));
    BOOST_TEST((*lab.result().end - *lab.result().begin <= 40s));
}

BOOST_AUTO_TEST_CASE(what_the_service_refuses_has_failed_and_counts_for_the_threshold) {
    auto spec = plain_job();
    job_lab without(spec, {40}, {}, {}, 1, service_limit{10, over::refuse});
    without.run(10);
    BOOST_TEST(without.result().counts.succeeded == 10U);
    BOOST_TEST(without.result().counts.failed == 30U);
    BOOST_TEST(without.refused() == 30U);
    spec.cancel = cancel_spec{{false, {}, 12}, 0, cancel_spec::base::job, 0};
    job_lab with(spec, {100}, {}, {}, 1, service_limit{10, over::refuse});
    with.run(100);
    // Thirteen permits: ten are taken, three refused; ten more permits, and so on.
    BOOST_TEST(with.failures() <= 13U);
    BOOST_TEST(with.result().counts.succeeded + with.failures() + with.result().counts.cancelled ==
               100U);
}

BOOST_AUTO_TEST_CASE(a_paused_job_keeps_nobody_waiting_at_the_service) {
    job_lab lab(plain_job(), {50}, {}, {}, 1, service_limit{2, over::queue});
    lab.run(5);
    BOOST_TEST(lab.served().commands_backlog > 0U);
    lab.act(job_verb::pause);
    lab.run(5);
    BOOST_TEST(lab.served().commands_backlog == 0U);
    const auto sent = lab.sent().size();
    lab.run(5);
    BOOST_TEST(lab.sent().size() == sent);
    lab.act(job_verb::resume);
    lab.run(40);
    BOOST_TEST(lab.result().state == "complete");
}

BOOST_AUTO_TEST_CASE(thresholds_hold_at_any_pace_of_the_service) {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        BOOST_TEST_INFO("seed " << seed);
        auto spec = plain_job();
        spec.batches = {{batch_spec::form::count, {}, {}, 20}, {}};
        const std::uint64_t limit = seed % 7;
        const auto overshoot = seed % 3;
        spec.cancel = cancel_spec{{false, {}, limit}, 0, cancel_spec::base::job, overshoot};
        job_lab lab(spec, {31, 9, 40}, {std::nullopt, std::nullopt},
                    {0.05, 0.02, 0.2, 0.02, 1 + seed % 9}, seed,
                    service_limit{0.5 + static_cast<double>(seed % 11),
                                  seed % 4 == 0 ? over::refuse : over::queue});
        lab.run(80);
        lab.calm_down();
        lab.run(400);
        BOOST_TEST(lab.ended());
        BOOST_TEST(lab.failures() <= limit + 1 + overshoot);
        const auto c = lab.served();
        BOOST_TEST(c.commands_asked >= lab.sent().size() + lab.refused());
        BOOST_TEST(c.commands_backlog == 0U);
    }
}

BOOST_AUTO_TEST_SUITE_END()
