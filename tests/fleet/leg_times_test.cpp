#include <boost/test/unit_test.hpp>

#include <map>

#include "fleet/leg_times.hpp"
#include "tests/fleet/dice.hpp"

using namespace muster;
using namespace std::chrono_literals;

namespace {

using entry = leg_times::entry;

slot_set some_of(const slot_set& all, testing::dice& d, double chance) {
    slot_set some;
    for (const auto s : all.members())
        if (d.chance(chance)) some.add(s);
    return some;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(leg_times_test)

BOOST_AUTO_TEST_CASE(
    a_short_span_is_exact_to_the_millisecond_for_weeks_and_to_the_second_for_years) {
    for (const duration exact : {0ms, 1ms, 250ms, 86'400'000ms, 2'147'483'647ms})
        BOOST_TEST((long_span(short_span(exact)) == exact));
    BOOST_TEST((long_span(short_span(1ms + 999us)) == 1ms));
    BOOST_TEST((long_span(short_span(25 * 24h + 1999ms)) == 25 * 24h + 1s));
    BOOST_TEST((long_span(short_span(60 * 8'766h + 1s)) == 60 * 8'766h + 1s));
    BOOST_TEST((long_span(short_span(900 * 8'766h)) > 68 * 8'700h));  // as long as can be said
}

BOOST_AUTO_TEST_CASE(knows_nothing_of_a_device_before_it_was_sent_the_command) {
    leg_times t;
    t.begin(10s);
    BOOST_TEST((t.at(3) == entry{}));
    BOOST_TEST(t.bytes() == 0U);
}

BOOST_AUTO_TEST_CASE(counts_how_often_a_device_was_sent_the_command_and_keeps_the_last_time) {
    const auto targets = slot_set::range(10, 14);
    leg_times t;
    t.begin(10s);
    t.send(targets, targets, 11s);
    t.end(targets, slot_set::of({11, 13}), 12s, {});
    t.send(targets, slot_set::of({11}), 20s);
    BOOST_TEST((t.at(0) == entry{1, 11s, {}}));
    BOOST_TEST((t.at(1) == entry{2, 20s, {}}));  // it is on its way again
    BOOST_TEST((t.at(3) == entry{1, 11s, 12s}));
    for (int i = 0; i < 300; ++i)
        t.send(targets, slot_set::of({11}), 21s);
    BOOST_TEST(t.at(1).attempts == 255U);
}

BOOST_AUTO_TEST_CASE(takes_eight_bytes_a_device) {
    const auto targets = slot_set::range(0, 1'000);
    leg_times t;
    t.begin({});
    t.send(targets, targets, 1s);
    t.end(targets, targets, 2s, {});
    BOOST_TEST(t.bytes() == 8'000U);
    t.send(targets, slot_set::of({7}), 3s);
    BOOST_TEST(t.bytes() == 9'000U);
}

BOOST_AUTO_TEST_CASE(says_of_random_targets_what_a_map_says) {
    for (const auto seed : testing::seeds(50)) {
        MUSTER_SHOW_SEED(seed);
        testing::dice d(seed);
        const auto targets = some_of(slot_set::range(0, 500), d, 0.1 + 0.8 * d.unit());
        leg_times t;
        t.begin(5s);
        std::map<slot, entry> known;
        for (int step = 0; step < 8; ++step) {
            const sim_time at = 10s + step * 7s + 333us;
            const auto who = some_of(targets, d, d.chance(0.2) ? 1.0 : 0.3 * d.unit());
            std::vector<std::uint32_t> later;
            if (step % 2 == 1 && d.chance(0.7))
                for (std::uint64_t i = 0; i < who.size(); ++i)
                    later.push_back(static_cast<std::uint32_t>(d.below(5'000)));
            step % 2 == 0 ? t.send(targets, who, at) : t.end(targets, who, at, later);
            std::size_t i = 0;
            for (const auto s : who.members()) {
                auto& e = known[s];
                if (step % 2 == 0)
                    e = {e.attempts + 1, whole_milliseconds(at), {}};
                else
                    e.ended = whole_milliseconds(at) +
                              std::chrono::milliseconds(later.empty() ? 0 : later[i]);
                ++i;
            }
        }
        std::size_t rank = 0;
        for (const auto s : targets.members())
            BOOST_REQUIRE((t.at(rank++) == known[s]));
    }
}

BOOST_AUTO_TEST_SUITE_END()
