#include <boost/test/unit_test.hpp>

#include "fleet/signal_facts.hpp"
#include "tests/support/small_scenario.hpp"

using namespace muster;
namespace tt = boost::test_tools;

namespace {

using places = std::vector<std::uint32_t>;

device_template kind(const std::string& telemetry) {
    return testing::scenario_for("1h", "templates: {t: {telemetry: {" + telemetry +
                                           "}}}\nfleets: {f: {template: t, count: 1}}\n")
        .templates[0];
}

}  // namespace

BOOST_AUTO_TEST_SUITE(signal_facts_test)

BOOST_AUTO_TEST_CASE(signals_come_after_those_they_are_made_of_and_else_in_their_order) {
    const auto t = kind("z: 1, d: {formula: c + telemetry.z}, b: 2, c: {integral_of: b}, a: 3");
    BOOST_TEST(in_order_of_reading(t) == (places{0, 2, 3, 4, 1}), tt::per_element());
    BOOST_TEST(signals_read(t, 1) == (places{3, 0}), tt::per_element());
    BOOST_TEST(signals_read(t, 3) == (places{2}), tt::per_element());
}

BOOST_AUTO_TEST_CASE(what_lies_on_a_circle_or_behind_it_has_no_place) {
    auto t = kind("a: 1, b: {formula: a + 1}, c: {formula: b + 1}, d: 5");
    std::get<formula_signal>(t.signals[1].shape) = std::get<formula_signal>(t.signals[2].shape);
    BOOST_TEST(in_order_of_reading(t) == (places{0, 3}), tt::per_element());
}

BOOST_AUTO_TEST_CASE(only_what_is_drawn_can_be_shared) {
    const auto t = kind(
        "a: 1, b: 1..2, c: {constant: 1, noise: 2}, d: {sine: 0..1, period: 1h}, e: {sine: 0..1, "
        "period: 1h, in_phase: true}, f: {constant: 1, drift: 1/d..2/d}, g: {states: {x: {for: "
        "1m}, y: {for: 1m}}}, h: {pick: {k: 100%}}, i: {counter: 0, step: 1}, j: {sequence: [1]}");
    const bool anything[] = {false, true, true, true, false, true, true, false, false, false};
    const bool each[] = {false, true, false, false, false, false, false, false, false, false};
    for (std::size_t i = 0; i < t.signals.size(); ++i) {
        BOOST_TEST(draws_anything(t.signals[i]) == anything[i], t.signals[i].name);
        BOOST_TEST(draws_each_reading(t.signals[i]) == each[i], t.signals[i].name);
    }
}

BOOST_AUTO_TEST_SUITE_END()
