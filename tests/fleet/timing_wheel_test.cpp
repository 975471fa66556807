#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>

#include "fleet/timing_wheel.hpp"
#include "tests/fleet/dice.hpp"

using namespace muster;

namespace {

constexpr auto nothing = std::numeric_limits<step_index>::max();

/// What the wheel has to do, done slowly.
struct naive_wheel {
    std::map<std::uint32_t, step_index> due;

    std::vector<std::uint32_t> take(step_index step) {
        std::vector<std::uint32_t> out;
        for (const auto& [entry, at] : due)
            if (at == step) out.push_back(entry);
        for (const auto entry : out)
            due.erase(entry);
        return out;
    }
    step_index next() const {
        step_index first = nothing;
        for (const auto& [entry, at] : due)
            first = std::min(first, at);
        return first;
    }
};

/// Goes from step to step as a shard does, jumping over what is empty, and compares.
void drive(std::uint32_t buckets, testing::dice& d) {
    constexpr std::uint32_t entries = 60;
    timing_wheel wheel(buckets);
    naive_wheel naive;
    wheel.grow(entries);
    const auto plan = [&](std::uint32_t entry, step_index after) {
        const auto ahead = d.chance(0.2) ? d.below(5 * std::uint64_t{buckets}) : d.below(buckets);
        const auto at = after + 1 + static_cast<step_index>(ahead);
        wheel.schedule(entry, at);
        naive.due[entry] = at;
    };
    for (std::uint32_t e = 0; e < entries; e += 1 + d.small(3))
        plan(e, -1);
    step_index now = 0;
    for (int visits = 0; visits < 3000 && naive.next() != nothing; ++visits) {
        const auto next = wheel.next_occupied(now);
        BOOST_REQUIRE_GE(next, now);
        BOOST_REQUIRE_LE(next, naive.next());
        now = d.chance(0.3) ? now : next;
        std::vector<std::uint32_t> taken;
        wheel.take(now, taken);
        std::sort(taken.begin(), taken.end());
        BOOST_REQUIRE(taken == naive.take(now));
        for (const auto e : taken)
            if (d.chance(0.95)) plan(e, now);
        ++now;
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(timing_wheel_test)

BOOST_AUTO_TEST_CASE(agrees_with_a_list_whatever_is_planned) {
    for (const auto seed : testing::seeds(60)) {
        MUSTER_SHOW_SEED(seed);
        testing::dice d(seed);
        drive(std::uint32_t{1} << d.below(11), d);
    }
}

BOOST_AUTO_TEST_CASE(says_exactly_when_the_next_entry_within_a_turn_is_due) {
    timing_wheel wheel(256);
    wheel.grow(2);
    BOOST_TEST(wheel.next_occupied(0) == nothing);
    wheel.schedule(0, 255);
    wheel.schedule(1, 130);
    BOOST_TEST(wheel.next_occupied(3) == 130);
    BOOST_TEST(wheel.next_occupied(130) == 130);
    BOOST_TEST(wheel.next_occupied(131) == 255);
}

BOOST_AUTO_TEST_CASE(an_entry_of_a_later_turn_waits_for_it) {
    timing_wheel wheel(64);
    wheel.grow(2);
    wheel.schedule(0, 10);
    wheel.schedule(1, 10 + 3 * 64);
    std::vector<std::uint32_t> taken;
    for (step_index step = 0; step < 10 + 3 * 64; ++step)
        wheel.take(step, taken);
    BOOST_TEST(taken == std::vector<std::uint32_t>{0}, boost::test_tools::per_element());
    wheel.take(10 + 3 * 64, taken);
    BOOST_TEST(taken.size() == 2u);
}

BOOST_AUTO_TEST_CASE(steps_beyond_all_time_are_never_due) {
    timing_wheel wheel(64);
    wheel.grow(1);
    wheel.schedule(0, nothing);
    wheel.schedule(0, 0xffffffff);
    BOOST_TEST(wheel.next_occupied(0) == nothing);
}

BOOST_AUTO_TEST_SUITE_END()
