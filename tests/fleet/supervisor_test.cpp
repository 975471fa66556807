#include <boost/test/unit_test.hpp>

#include "fleet/supervisor.hpp"

using namespace muster;
using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(supervisor_test)

BOOST_AUTO_TEST_CASE(starts_a_device_again_after_a_back_off_that_doubles) {
    supervisor s({1s, 10s, 6, 60s});
    const duration waits[] = {1s, 2s, 4s, 8s, 10s};
    sim_time at{};
    for (const auto wait : waits) {
        const auto decision = s.on_failure(7, at);
        BOOST_TEST(!decision.quarantine);
        BOOST_TEST((decision.at == at + wait));
        at += 1s;
    }
}

BOOST_AUTO_TEST_CASE(three_failures_within_a_minute_are_quarantine) {
    supervisor s;
    BOOST_TEST((s.on_failure(7, 10s).at == 11s));
    BOOST_TEST((s.on_failure(7, 40s).at == 42s));
    const auto third = s.on_failure(7, 10s + 60s - 1us);
    BOOST_TEST(third.quarantine);
    BOOST_TEST((third.at == 70s - 1us));
}

BOOST_AUTO_TEST_CASE(what_lies_a_minute_back_is_forgotten) {
    supervisor s;
    for (sim_time at{}; at < 10min; at += 30s) {
        const auto decision = s.on_failure(7, at);
        BOOST_TEST(!decision.quarantine);
        BOOST_TEST((decision.at == at + (at == sim_time{} ? 1s : 2s)));
    }
}

BOOST_AUTO_TEST_CASE(devices_do_not_answer_for_each_other) {
    supervisor s;
    for (std::uint64_t device = 0; device < 100; ++device)
        BOOST_TEST(!s.on_failure(device, 5s).quarantine);
    s.on_failure(3, 6s);
    BOOST_TEST(s.on_failure(3, 7s).quarantine);
    BOOST_TEST(!s.on_failure(4, 7s).quarantine);
}

BOOST_AUTO_TEST_CASE(a_device_taken_out_of_quarantine_begins_anew) {
    supervisor s;
    for (const sim_time at : {sim_time(1s), sim_time(2s), sim_time(3s)})
        s.on_failure(7, at);
    BOOST_TEST((s.on_failure(7, 4s).at == 5s));
}

BOOST_AUTO_TEST_CASE(remembers_no_device_whose_failures_count_no_more) {
    supervisor s;
    for (std::uint64_t device = 0; device < 100; ++device)
        s.on_failure(device, device < 50 ? 10s : 40s);
    s.forget_before(69s);
    BOOST_TEST(s.remembered() == 100u);
    s.forget_before(70s);
    BOOST_TEST(s.remembered() == 50u);
    BOOST_TEST((s.on_failure(70, 80s).at == 82s));
    s.forget_before(110s);
    BOOST_TEST(s.remembered() == 1u);
    s.forget_before(10min);
    BOOST_TEST(s.remembered() == 0u);
}

BOOST_AUTO_TEST_SUITE_END()
