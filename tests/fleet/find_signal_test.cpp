#include "fleet/find_signal.hpp"

#include <boost/test/unit_test.hpp>

#include "fleet/signal_facts.hpp"
#include "fleet/world.hpp"
#include "tests/support/small_scenario.hpp"

using namespace muster;
namespace tt = boost::test_tools;

namespace {

using places = std::vector<std::uint32_t>;
using texts = std::vector<std::string>;

scenario of(const std::string& telemetry, const std::string& more = "") {
    return testing::scenario_for("1h", "templates: {t: {telemetry: {" + telemetry +
                                           "}}}\nfleets: {f: {template: t, count: 1}}\n" + more);
}

/// `a.temp`, `b.temp`, `b.accel.x`, `level`.
device_template machine() {
    return of("a.temp: {component: a, uniform: 1..2}, b.temp: {component: b, uniform: 1..2}, "
              "b.accel.x: {component: b, uniform: 1..2}, level: 1..2")
        .templates[0];
}

}  // namespace

BOOST_AUTO_TEST_SUITE(find_signal_test)

BOOST_AUTO_TEST_CASE(a_signal_is_found_by_its_full_name_and_by_what_it_is_called_in_its_component) {
    const auto t = machine();
    BOOST_TEST(find_signal(t, "b.temp").index() == 1u);
    BOOST_TEST(find_signal(t, "accel.x").index() == 2u);
    BOOST_TEST(find_signal(t, "b.accel.x").index() == 2u);
    BOOST_TEST(find_signal(t, "level").index() == 3u);
    for (const char* other : {"", "x", "b.", ".temp", "b.level", "btemp", "a.temp.", "b.accel"})
        BOOST_TEST(find_signal(t, other).unknown(), other);
}

BOOST_AUTO_TEST_CASE(a_short_name_of_two_signals_means_none_and_shows_both) {
    const auto t = machine();
    const auto found = find_signal(t, "temp");
    BOOST_TEST(found.ambiguous());
    BOOST_TEST(!found.unknown());
    BOOST_TEST(found.index() == none);
    BOOST_TEST(found.meant == (places{0, 1}), tt::per_element());
    BOOST_TEST(spellings(t, found) == (texts{"a.temp", "b.temp"}), tt::per_element());
}

BOOST_AUTO_TEST_CASE(a_full_name_goes_before_short_ones) {
    auto t = machine();
    t.signals[3].name = "temp";
    BOOST_TEST(find_signal(t, "temp").index() == 3u);
    BOOST_TEST(has_full_name(t.signals[3], "temp"));
    BOOST_TEST(!has_full_name(t.signals[0], "temp"));
}

BOOST_AUTO_TEST_CASE(a_run_uses_what_the_name_means) {
    const std::string both = "a.temp: {component: a, normal: 5, sd: 1}, temp: {normal: 5, sd: 1}, ";
    const auto tied = of(both + "e: {integral_of: temp, scale: 1}",
                         "faults: {f: {kind: stuck, signal: temp, at: 1m, for: 1m}}\n");
    BOOST_TEST(signals_read(tied.templates[0], 2) == (places{1}), tt::per_element());
    const world w(tied, 16);
    BOOST_TEST(w.fleets[0].signals[0].bent_by.size() == 0u);
    BOOST_TEST(w.fleets[0].signals[1].bent_by.size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
