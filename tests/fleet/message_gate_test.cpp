#include <boost/test/unit_test.hpp>

#include <limits>

#include "fleet/message_gate.hpp"
#include "tests/fleet/compiled_shard.hpp"

using namespace muster;
using namespace std::chrono_literals;

namespace {

constexpr double unset = std::numeric_limits<double>::quiet_NaN();

/// A gate over two signals, numbers 4 and 7 of their template.
struct trial {
    testing::compiled_shard shard{
        "templates: {t: {telemetry: {level: 5}}}\nfleets: {f: {template: t, count: 1}}\n"};
    message_spec spec;

    trial() {
        spec.every = 10s;
        spec.on_change = true;
    }
    bool opens(std::vector<double> before, std::vector<double> fresh, sim_time now = 1h,
               sim_time last = never) {
        const auto when = spec.when ? shard.condition(spec.when.text) : query::expression{};
        shard.row.aim(0, now);
        return message_gate(spec, when, {4, 7}).opens(now, last, before, fresh, shard.row);
    }
    void watch(const std::string& text, double level) {
        spec.when.text = text;
        spec.when.tree = query::parse(text).tree;
        shard.columns.cohorts[0].last[0][0] = level;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(message_gate_test, trial)

BOOST_AUTO_TEST_CASE(any_move_of_any_signal_is_a_change) {
    BOOST_TEST(!opens({1, 2}, {1, 2}));
    BOOST_TEST(opens({1, 2}, {1, 2.001}));
    BOOST_TEST(opens({unset, 2}, {1, 2}));
    BOOST_TEST(!opens({unset, 2}, {unset, 2}));
}

BOOST_AUTO_TEST_CASE(only_the_named_signals_count_and_only_by_so_much) {
    spec.changes = {{7, 0.5}};
    BOOST_TEST(!opens({1, 2}, {99, 2.4}));
    BOOST_TEST(opens({1, 2}, {1, 2.5}));
    BOOST_TEST(opens({1, 2}, {1, 1.5}));
}

BOOST_AUTO_TEST_CASE(a_condition_holds_or_does_not) {
    spec.on_change = false;
    watch("level > 8", 9);
    BOOST_TEST(opens({1, 2}, {1, 2}));
    watch("level > 8", 8);
    BOOST_TEST(!opens({1, 2}, {1, 2}));
}

BOOST_AUTO_TEST_CASE(a_condition_and_a_change_are_both_wanted) {
    watch("level > 8", 9);
    BOOST_TEST(!opens({1, 2}, {1, 2}));
    BOOST_TEST(opens({1, 2}, {3, 2}));
}

BOOST_AUTO_TEST_CASE(messages_keep_the_least_span) {
    spec.at_most = 15min;
    BOOST_TEST(!opens({1, 2}, {3, 2}, 1h, 46min));
    BOOST_TEST(opens({1, 2}, {3, 2}, 1h, 45min));
    BOOST_TEST(opens({1, 2}, {3, 2}, 1min, never));
}

BOOST_AUTO_TEST_CASE(a_silence_is_ended_before_it_is_too_long) {
    spec.at_least = 15min;
    BOOST_TEST(opens({1, 2}, {1, 2}, 1min, never));
    BOOST_TEST(!opens({1, 2}, {1, 2}, 1h + 14min + 50s, 1h));
    BOOST_TEST(opens({1, 2}, {1, 2}, 1h + 14min + 51s, 1h));
}

BOOST_AUTO_TEST_SUITE_END()
