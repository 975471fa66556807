#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "fleet/agenda.hpp"
#include "tests/fleet/dice.hpp"

using namespace muster;

BOOST_AUTO_TEST_SUITE(agenda_test)

BOOST_AUTO_TEST_CASE(at_one_instant_a_device_has_its_things_in_the_order_of_the_language) {
    using enum turn_kind;
    std::vector<turn> turns;
    for (const auto kind : {rule_deadline, message, command_deadline, command_done, connectivity,
                            restart, fault_begin, fault_end})
        turns.push_back({sim_time(5), 3, kind, 0, 0});
    turns.push_back({sim_time(5), 3, fault_end, 1, 0});
    turns.push_back({sim_time(4), 3, rule_deadline, 9, 0});
    std::sort(turns.begin(), turns.end(),
              [](const turn& a, const turn& b) { return a.order() < b.order(); });
    const turn_kind expected[] = {rule_deadline, fault_end,    fault_end,    fault_begin,
                                  restart,       connectivity, command_done, command_deadline,
                                  message,       rule_deadline};
    for (std::size_t i = 0; i < turns.size(); ++i)
        BOOST_TEST((turns[i].kind == expected[i]), i);
    BOOST_TEST(turns[1].what < turns[2].what);
}

BOOST_AUTO_TEST_CASE(gives_out_what_is_due_in_the_order_of_time_whatever_the_order_of_planning) {
    for (const auto seed : testing::seeds(30)) {
        MUSTER_SHOW_SEED(seed);
        testing::dice d(seed);
        agenda planned;
        std::vector<turn> all;
        for (int i = 0; i < 200; ++i) {
            all.push_back({sim_time(static_cast<std::int64_t>(d.below(100))), d.small(5),
                           static_cast<turn_kind>(d.below(8)), d.small(3), 0});
            planned.add(all.back());
        }
        std::sort(all.begin(), all.end(),
                  [](const turn& a, const turn& b) { return a.due() < b.due(); });
        std::vector<turn> taken;
        for (std::int64_t end = 0; end <= 100; end += 7) {
            planned.take_before(sim_time(end), taken);
            BOOST_TEST((planned.next() >= sim_time(end)));
        }
        BOOST_REQUIRE(taken.size() <= all.size());
        for (std::size_t i = 0; i < taken.size(); ++i)
            BOOST_REQUIRE((taken[i].due() == all[i].due()));
        const bool all_taken = taken.size() == all.size();
        BOOST_TEST((planned.next() == never) == all_taken);
    }
}

BOOST_AUTO_TEST_CASE(what_is_due_at_the_end_of_a_step_is_for_the_next_one) {
    agenda planned;
    BOOST_TEST((planned.next() == never));
    planned.add({sim_time(10), 0, turn_kind::restart, 0, 0});
    std::vector<turn> taken;
    planned.take_before(sim_time(10), taken);
    BOOST_TEST(taken.empty());
    planned.take_before(sim_time(11), taken);
    BOOST_TEST(taken.size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
