#include <boost/test/unit_test.hpp>

#include "fleet/command_gate.hpp"

using namespace muster;
using namespace std::chrono_literals;
using over = service_limit::overload;

namespace {

std::uint64_t accepted(command_gate& gate, sim_time now, std::uint64_t wanted) {
    const auto answers = gate.decide(now, {{9, {wanted}}});
    return answers.empty() ? 0 : answers.front().second.accepted;
}

service_counts counts_of(const command_gate& gate) {
    service_counts c;
    gate.tell(c);
    return c;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(command_gate_test)

BOOST_AUTO_TEST_CASE(a_second_takes_its_limit_and_the_next_one_as_much_again) {
    command_gate gate({20, over::queue}, 1s);
    for (auto now = 10s; now < 15s; now += 1s) {
        BOOST_TEST(accepted(gate, now, 1'000) == 20U);
        BOOST_TEST(accepted(gate, now, 1'000) == 0U);
    }
}

BOOST_AUTO_TEST_CASE(what_nobody_used_is_gone_but_for_a_second) {
    command_gate gate({20, over::queue}, 1s);
    BOOST_TEST(accepted(gate, 0s, 5) == 5U);
    BOOST_TEST(accepted(gate, 1h, 1'000) == 20U);
}

BOOST_AUTO_TEST_CASE(a_step_longer_than_a_second_takes_what_comes_in_it) {
    command_gate gate({20, over::queue}, 1min);
    for (auto now = 0min; now < 5min; now += 1min)
        BOOST_TEST(accepted(gate, now, 10'000) == 1'200U);
}

BOOST_AUTO_TEST_CASE(less_than_one_a_second_says_when_the_next_one_may_go) {
    command_gate gate({0.1, over::queue}, 1s);
    std::uint64_t all = 0;
    sim_time now{};
    for (int i = 0; i < 100; ++i) {
        const auto given = gate.decide(now, {{9, {10}}}).front().second;
        all += given.accepted;
        BOOST_TEST((given.again > now));
        now = given.again;
    }
    BOOST_TEST(all == 100U);
    BOOST_TEST((now == 1'000s));
}

BOOST_AUTO_TEST_CASE(a_limit_that_steps_do_not_divide_is_used_to_the_full) {
    // 1.5 a second are one and two in turn, 0.3 a second are three in ten seconds.
    command_gate often({90 / 60.0, over::queue}, 1s), seldom({0.3, over::queue}, 1s);
    std::uint64_t of_often = 0, of_seldom = 0;
    for (auto now = 0s; now < 60s; now += 1s) {
        of_often += accepted(often, now, 1'000);
        of_seldom += accepted(seldom, now, 1'000);
    }
    BOOST_TEST(of_often == 90U);
    BOOST_TEST(of_seldom == 18U);
    BOOST_TEST(accepted(often, 1h, 1'000) == 1U);
}

BOOST_AUTO_TEST_CASE(jobs_share_in_proportion_to_what_they_ask_for) {
    command_gate gate({10, over::queue}, 1s);
    const auto given = gate.decide(0s, {{5, {300}}, {6, {100}}, {7, {0}}});
    BOOST_REQUIRE(given.size() == 2U);
    BOOST_TEST(given[0].second.accepted == 8U);
    BOOST_TEST(given[1].second.accepted == 2U);
    BOOST_TEST(given[0].second.refused == 0U);
}

BOOST_AUTO_TEST_CASE(who_waits_and_asks_again_counts_once) {
    command_gate gate({10, over::queue}, 1s);
    for (std::uint64_t left = 35, now = 0; left > 0; ++now)
        left -= accepted(gate, sim_time(now * 1'000'000), left);
    const auto c = counts_of(gate);
    BOOST_TEST(c.commands_asked == 35U);
    BOOST_TEST(c.commands_queued == 25U);
    BOOST_TEST(c.commands_backlog == 0U);
    BOOST_TEST(c.commands_backlog_most == 25U);
}

BOOST_AUTO_TEST_CASE(who_gives_up_no_longer_waits) {
    command_gate gate({10, over::queue}, 1s);
    gate.decide(0s, {{9, {35}}});
    BOOST_TEST(counts_of(gate).commands_backlog == 25U);
    BOOST_TEST(gate.decide(0s, {{9, {0}}}).empty());
    BOOST_TEST(counts_of(gate).commands_backlog == 0U);
    BOOST_TEST(counts_of(gate).commands_asked == 35U);
}

BOOST_AUTO_TEST_CASE(a_gate_that_refuses_keeps_nobody_waiting) {
    command_gate gate({10, over::refuse}, 1s);
    const auto given = gate.decide(0s, {{9, {35}}}).front().second;
    BOOST_TEST(given.accepted == 10U);
    BOOST_TEST(given.refused == 25U);
    BOOST_TEST(counts_of(gate).commands_backlog == 0U);
    BOOST_TEST(counts_of(gate).commands_queued == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
