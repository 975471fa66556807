#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>

#include "fleet/service_model.hpp"
#include "tests/fleet/dice.hpp"

using namespace muster;
using namespace std::chrono_literals;
using over = service_limit::overload;

namespace {

connect_answer ask(connect_gate& gate, sim_time at) {
    return gate.decide({0, 1, 7, at});
}

service_counts after(service_gate& gate, const std::vector<std::uint64_t>& steps) {
    for (const auto n : steps)
        gate.end_step(n);
    service_counts c;
    gate.tell(c);
    return c;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(service_model_test)

BOOST_AUTO_TEST_CASE(a_second_takes_its_limit_at_once_and_refuses_the_rest) {
    connect_gate gate({500, over::refuse});
    int accepted = 0;
    for (int i = 0; i < 2000; ++i)
        accepted += ask(gate, 10s).accepted ? 1 : 0;
    BOOST_TEST(accepted == 500);
    BOOST_TEST(!ask(gate, 10s + 1ms).accepted);
    BOOST_TEST(ask(gate, 10s + 2ms).accepted);
}

BOOST_AUTO_TEST_CASE(no_second_ever_takes_more_than_twice_and_a_long_run_takes_the_limit) {
    connect_gate gate({50, over::refuse});
    std::map<std::int64_t, int> by_second;
    std::vector<sim_time> at;
    for (std::uint64_t i = 0; i < 60'000; ++i)
        at.emplace_back(static_cast<std::int64_t>(testing::device_number(i).key % 60'000'000));
    std::sort(at.begin(), at.end());
    int all = 0;
    for (const auto t : at)
        if (ask(gate, t).accepted) ++by_second[t / 1s], ++all;
    for (const auto& [second, n] : by_second)
        BOOST_TEST(n <= 100);
    BOOST_TEST(all >= 50 * 60);
    BOOST_TEST(all <= 50 * 61);
}

BOOST_AUTO_TEST_CASE(a_gate_that_queues_refuses_nobody_and_lets_in_at_its_pace) {
    connect_gate gate({10, over::queue});
    for (int i = 0; i < 10; ++i)
        BOOST_TEST((ask(gate, 1s).at == 1s));
    for (int i = 1; i <= 100; ++i) {
        const auto a = ask(gate, 1s);
        BOOST_TEST(a.accepted);
        BOOST_TEST((a.at == 1s + i * 100ms));
    }
}

BOOST_AUTO_TEST_CASE(messages_over_the_limit_wait_and_are_taken_in_the_end) {
    service_gate gate({100, over::queue}, 1s);
    auto c = after(gate, {50, 250, 0});
    BOOST_TEST(c.messages_asked == 300U);
    BOOST_TEST(c.messages_accepted == 250U);
    BOOST_TEST(c.messages_queued == 150U);
    BOOST_TEST(c.backlog == 50U);
    BOOST_TEST(c.backlog_most == 150U);
    BOOST_TEST(c.wait_most == 1.5);
    BOOST_TEST(gate.wait() == 0.5);
    c = after(gate, {0});
    BOOST_TEST(c.messages_accepted == 300U);
    BOOST_TEST(c.backlog == 0U);
}

BOOST_AUTO_TEST_CASE(messages_over_the_limit_are_dropped_or_refused_as_asked) {
    service_gate drops({100, over::drop}, 1s), refuses({100, over::refuse}, 1s);
    const auto dropped = after(drops, {50, 250, 120}), refused = after(refuses, {50, 250, 120});
    BOOST_TEST(dropped.messages_dropped == 170U);
    BOOST_TEST(dropped.messages_refused == 0U);
    BOOST_TEST(refused.messages_refused == 170U);
    BOOST_TEST(refused.messages_dropped == 0U);
    BOOST_TEST(dropped.messages_accepted == 250U);
}

BOOST_AUTO_TEST_CASE(a_limit_below_one_a_step_lets_one_through_now_and_then) {
    service_gate gate({0.3, over::queue}, 1s);
    const auto c = after(gate, std::vector<std::uint64_t>(1000, 1));
    BOOST_TEST(c.messages_accepted >= 298U);
    BOOST_TEST(c.messages_accepted <= 300U);
}

BOOST_AUTO_TEST_CASE(an_idle_service_takes_one_message_however_low_its_limit_is) {
    // One a minute against 59 in a minute; of a hundred at once it takes one, as it lets one
    // connect.
    std::vector<std::uint64_t> alone(600, 0), together(600, 0);
    for (std::size_t minute = 0; minute < 10; ++minute)
        alone[minute * 60] = 1, together[minute * 60] = 100;
    service_gate one({59 / 60.0, over::refuse}, 1s), many({59 / 60.0, over::refuse}, 1s);
    BOOST_TEST(after(one, alone).messages_accepted == 10U);
    BOOST_TEST(after(many, together).messages_accepted == 10U);
    connect_gate connects({59 / 60.0, over::refuse});
    BOOST_TEST(ask(connects, 60s).accepted);
    BOOST_TEST(!ask(connects, 60s).accepted);
}

BOOST_AUTO_TEST_CASE(what_is_taken_does_not_depend_on_the_step) {
    // Five at once every two seconds against five a second, and one a second against one.
    for (const std::size_t steps : {1U, 10U, 20U}) {
        const duration step = std::chrono::milliseconds(1000 / steps);
        std::vector<std::uint64_t> bursts(60 * steps, 0), even(60 * steps, 0);
        for (std::size_t at = 0; at < 60; ++at)
            bursts[at * steps] = at % 2 == 0 ? 5 : 0, even[at * steps] = 1;
        service_gate five({5, over::drop}, step), one({1, over::drop}, step);
        BOOST_TEST(after(five, bursts).messages_accepted == 150U);
        BOOST_TEST(after(one, even).messages_accepted == 60U);
    }
}

BOOST_AUTO_TEST_CASE(a_backlog_is_taken_at_the_pace_of_the_limit_at_any_step) {
    // A second's worth of 37.5 in the first step, then 37.5 a second: in nine seconds more, or in
    // 99 tenths of a second.
    std::vector<std::uint64_t> seconds(10, 0), tenths(100, 0);
    seconds[0] = tenths[0] = 1000;
    service_gate slow({37.5, over::queue}, 1s), fast({37.5, over::queue}, 100ms);
    const auto by_second = after(slow, seconds), by_tenth = after(fast, tenths);
    BOOST_TEST(by_second.messages_accepted == 375U);
    BOOST_TEST(by_second.backlog == 625U);
    BOOST_TEST(by_tenth.messages_accepted == 408U);
    BOOST_TEST(by_tenth.backlog == 592U);
}

BOOST_AUTO_TEST_CASE(every_message_is_accounted_for) {
    for (const auto what : {over::queue, over::drop, over::refuse}) {
        service_gate gate({37.5, what}, 500ms);
        service_counts c;
        for (std::uint64_t i = 0; i < 5000; ++i) {
            gate.end_step(testing::device_number(i).key % 40);
            gate.tell(c);
            BOOST_REQUIRE(c.messages_asked == c.messages_accepted + c.messages_refused +
                                                  c.messages_dropped + c.backlog);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
