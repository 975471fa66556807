#include <boost/test/unit_test.hpp>

#include "fleet/hash.hpp"
#include "fleet/state_process.hpp"

using namespace muster;
using namespace std::chrono_literals;

namespace {

/// Idle until something leads out of it, then busy for ten minutes.
states_signal machine() {
    states_signal s;
    s.states.push_back({"busy", distribution{distribution::shape::constant, 600e6, 0}, {}, {}, {}});
    s.states.push_back({"idle", {}, {}, {}, {}});
    s.states[0].to = {share{0}, all_of_it};
    s.start = {share{0}, all_of_it};
    return s;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(state_exits_test)

BOOST_AUTO_TEST_CASE(a_state_that_is_entered_ends_by_its_own_time) {
    const state_process process(machine());
    const random_source device{7};
    double memory = state_process::booted(sim_time{});
    BOOST_TEST(process.advance(device, 1, sim_time(1h), memory) == 1u);
    process.enter(0, device, 1, sim_time(1h), memory);
    BOOST_TEST(process.advance(device, 1, sim_time(1h + 9min), memory) == 0u);
    BOOST_TEST(process.advance(device, 1, sim_time(1h + 10min), memory) == 1u);
}

BOOST_AUTO_TEST_CASE(a_state_without_a_time_lasts_until_it_is_left) {
    const state_process process(machine());
    double memory = state_process::booted(sim_time{});
    process.enter(1, random_source{7}, 1, sim_time(1h), memory);
    BOOST_TEST(process.advance(random_source{7}, 1, sim_time(10'000h), memory) == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
