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

service_counts after(message_gate& gate, const std::vector<std::uint64_t>& steps) {
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
    message_gate gate({100, over::queue}, 1s);
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
    message_gate drops({100, over::drop}, 1s), refuses({100, over::refuse}, 1s);
    const auto dropped = after(drops, {50, 250, 120}), refused = after(refuses, {50, 250, 120});
    BOOST_TEST(dropped.messages_dropped == 170U);
    BOOST_TEST(dropped.messages_refused == 0U);
    BOOST_TEST(refused.messages_refused == 170U);
    BOOST_TEST(refused.messages_dropped == 0U);
    BOOST_TEST(dropped.messages_accepted == 250U);
}

BOOST_AUTO_TEST_CASE(a_limit_below_one_a_step_lets_one_through_now_and_then) {
    message_gate gate({0.3, over::queue}, 1s);
    const auto c = after(gate, std::vector<std::uint64_t>(1000, 1));
    BOOST_TEST(c.messages_accepted >= 298U);
    BOOST_TEST(c.messages_accepted <= 300U);
}

BOOST_AUTO_TEST_CASE(every_message_is_accounted_for) {
    for (const auto what : {over::queue, over::drop, over::refuse}) {
        message_gate gate({37.5, what}, 500ms);
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
