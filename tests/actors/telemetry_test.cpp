#include <boost/test/unit_test.hpp>

#include <cmath>
#include <map>
#include <tuple>

#include "tests/support/lab_queries.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono_literals;
namespace tt = boost::test_tools;

namespace {

/// A run of one template's devices, with its readings by message and signal.
struct played {
    fleet_lab lab;

    played(const std::string& kind, const std::string& fleet, const std::string& more = {},
           const std::string& length = "6h")
        : lab(scenario_for(length, "templates: {t: {" + kind + "}}\nfleets: {f: {template: t, " +
                                       fleet + "}}\n" + more)) {
        lab.run();
    }

    std::vector<seen_reading> readings(const std::string& message,
                                       const std::string& signal) const {
        const auto& w = lab.the_world();
        const auto& t = w.source().templates[0];
        std::vector<seen_reading> found;
        for (const auto& r : lab.readings)
            if (t.messages[r.message].name == message &&
                t.signals[w.series_signal[r.series]].name == signal)
                found.push_back(r);
        return found;
    }
    const traffic_counts& traffic() const { return lab.outcome().result.traffic; }
};

std::map<std::pair<std::uint64_t, sim_time>, double> by_instant(
    const std::vector<seen_reading>& all) {
    std::map<std::pair<std::uint64_t, sim_time>, double> map;
    for (const auto& r : all)
        map[{r.key, r.at}] = r.value;
    return map;
}

/// The first device's instants, in order.
std::vector<sim_time> instants(const std::vector<seen_reading>& all) {
    std::vector<sim_time> found;
    for (const auto& r : all)
        if (r.key == all.front().key) found.push_back(r.at);
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace

/// What devices send, and how what they measure hangs together.
BOOST_AUTO_TEST_SUITE(telemetry_test)

BOOST_AUTO_TEST_CASE(a_message_with_a_condition_follows_each_reading_that_makes_it_true) {
    const played p(
        "telemetry: {level: 0..10, other: 1..2}, messages: {status: {every: 1m, carries: [level, "
        "other]}, alarm: {when: level > 8, carries: level}}",
        "count: 20");
    const auto status = p.readings("status", "level"), alarm = p.readings("alarm", "level");
    std::size_t high = 0;
    for (const auto& r : status)
        high += r.value > 8 ? 1 : 0;
    BOOST_TEST(high > 1000u);
    BOOST_TEST(alarm.size() == high);
    const auto values = by_instant(status);
    for (const auto& r : alarm)
        BOOST_REQUIRE_EQUAL(values.at({r.key, r.at}), r.value);
    BOOST_TEST(p.traffic().readings_generated == 2 * status.size() + high);
    BOOST_TEST(p.lab.readings.size() == 2 * status.size() + high);
    BOOST_TEST(p.traffic().messages_sent == status.size() + high);
}

BOOST_AUTO_TEST_CASE(a_message_that_follows_measures_what_no_other_message_measures) {
    const played p(
        "telemetry: {level: 0..10, photo: {counter: 1, step: 1}}, messages: {status: {every: 1m, "
        "carries: level}, alarm: {when: level > 8}}",
        "count: 1");
    const auto photos = p.readings("alarm", "photo");
    BOOST_REQUIRE(photos.size() > 20u);
    for (std::size_t i = 0; i < photos.size(); ++i)
        BOOST_REQUIRE_EQUAL(photos[i].value, static_cast<double>(i + 1));
}

BOOST_AUTO_TEST_CASE(a_limit_holds_back_messages_and_a_crash_forgets_it) {
    const std::string kind =
        "telemetry: {level: 9}, messages: {status: {every: 1m, carries: level}, alarm: {when: "
        "level > 8, carries: level, at_most: 1/h}}";
    const auto limited = instants(played(kind, "count: 1").readings("alarm", "level"));
    BOOST_TEST(limited.size() == 6u);
    for (std::size_t i = 1; i < limited.size(); ++i)
        BOOST_TEST((limited[i] - limited[i - 1] == 1h));
    const auto crashed =
        instants(played(kind, "count: 1", "faults: {c: {kind: crash, at: 30m, for: 10ms}}\n")
                     .readings("alarm", "level"));
    BOOST_REQUIRE(crashed.size() >= 2u);
    BOOST_TEST((crashed[1] - crashed[0] < 32min));
}

BOOST_AUTO_TEST_CASE(a_message_on_change_is_sent_where_a_value_moved_far_enough) {
    const played p(
        "telemetry: {tank: {walk: 20, step: 0.2}, other: 0..1}, messages: {moved: {every: 10s, "
        "on_change: {tank: 0.5}}}",
        "count: 5");
    const auto sent = p.readings("moved", "tank");
    std::map<std::uint64_t, double> last;
    for (const auto& r : sent) {
        if (last.count(r.key) > 0) BOOST_REQUIRE(std::fabs(r.value - last[r.key]) >= 0.5);
        last[r.key] = r.value;
    }
    // Six hours are 2,160 looks at each; a walk of 0.2 needs about eight for half a degree.
    BOOST_TEST(sent.size() > 700u);
    BOOST_TEST(sent.size() < 2700u);
    BOOST_TEST(p.traffic().readings_generated == 2 * sent.size());
    BOOST_TEST(p.traffic().messages_sent == sent.size());
}

BOOST_AUTO_TEST_CASE(a_message_on_change_ends_its_silence_as_often_as_it_has_to) {
    const played p(
        "telemetry: {level: 5}, messages: {moved: {every: 10s, on_change: true, "
        "at_least: 2/h}}",
        "count: 3");
    const auto found = instants(p.readings("moved", "level"));
    BOOST_TEST(found.size() == 12u);
    BOOST_TEST((found.front() < 10s));
    for (std::size_t i = 1; i < found.size(); ++i)
        BOOST_TEST((found[i] - found[i - 1] == 30min));
}

BOOST_AUTO_TEST_CASE(a_value_that_is_not_sent_is_no_device_s_last_value) {
    const played p(
        "telemetry: {tank: {walk: 20, step: 0.2}}, messages: {moved: {every: 10s, on_change: "
        "{tank: 3}}}",
        "count: 5");
    std::map<std::uint64_t, double> last;
    for (const auto& r : p.readings("moved", "tank"))
        last[r.key] = r.value;
    for (std::uint32_t i = 0; i < p.lab.shards(); ++i) {
        const auto& columns = p.lab.shard(i).columns;
        for (slot s = 0; s < columns.size(); ++s)
            BOOST_TEST(columns.cohort_of(s).last[0][s - columns.cohort_of(s).first] ==
                       last.at(columns.keys[s]));
    }
}

BOOST_AUTO_TEST_CASE(signals_are_measured_after_those_that_they_are_made_of) {
    const std::string fleet = "count: 5";
    const auto check = [&](const std::string& telemetry) {
        const played p("telemetry: {" + telemetry + "}, messages: {m: {every: 1m}}", fleet);
        const auto a = by_instant(p.readings("m", "a")), b = by_instant(p.readings("m", "b")),
                   c = by_instant(p.readings("m", "c"));
        BOOST_REQUIRE(!a.empty());
        for (const auto& [when, value] : a) {
            BOOST_REQUIRE_EQUAL(b.at(when), 2 * value);
            BOOST_REQUIRE_EQUAL(c.at(when), 2 * value + 1);
        }
    };
    check("a: 0..1, b: {formula: a * 2}, c: {formula: b + 1}");
    check("c: {formula: b + 1}, b: {formula: a * 2}, a: 0..1");
}

BOOST_AUTO_TEST_CASE(a_message_with_a_condition_draws_apart_from_others) {
    const played p(
        "telemetry: {a: 0..1}, messages: {one: {every: 1m}, two: {every: 1m, when: a > 0}}",
        "count: 1");
    const auto one = p.readings("one", "a"), two = p.readings("two", "a");
    BOOST_REQUIRE(one.size() == two.size());
    std::size_t same = 0;
    for (std::size_t i = 0; i < one.size(); ++i)
        same += one[i].value == two[i].value ? 1 : 0;
    BOOST_TEST(same == 0u);
}

BOOST_AUTO_TEST_CASE(devices_that_belong_together_move_as_one_and_others_do_not) {
    const played p(
        "telemetry: {a: {walk: 0, step: 1, together: site}, s: {states: {x: {for: 5m}, y: {for: "
        "9m}}, together: site}, w: {sine: 0..1, period: 50m, together: site}}, messages: {m: "
        "{every: 1m, aligned: true}}",
        "count: 12, tags: {site: {sequence: s-#, each: 4}}");
    for (const char* signal : {"a", "s", "w"}) {
        std::map<sim_time, std::map<double, int>> values;
        for (const auto& r : p.readings("m", signal))
            ++values[r.at][r.value];
        std::size_t apart = 0;
        for (const auto& [at, counts] : values) {
            for (const auto& [value, n] : counts)
                BOOST_REQUIRE_EQUAL(n % 4, 0);
            apart += counts.size() > 1 ? 1 : 0;
        }
        BOOST_TEST(apart > values.size() / 2, signal);
    }
}

BOOST_AUTO_TEST_CASE(fleets_share_what_a_cluster_of_both_draws) {
    fleet_lab lab(scenario_for(
        "1h",
        "templates: {t: {telemetry: {a: {normal: 0, sd: 1, together: site}}, messages: {m: "
        "{every: 1m, aligned: true}}}}\n"
        "fleets: {f: {template: t, count: 1, tags: {site: {sequence: s-##}}},\n"
        "  g: {template: t, count: 1, tags: {site: s-01}},\n"
        "  h: {template: t, count: 1, tags: {site: other}}}\n"));
    lab.run();
    std::map<std::string, std::vector<double>> values;
    for (const auto& r : lab.readings)
        values[lab.id_of(r.key)].push_back(r.value);
    BOOST_REQUIRE(values.size() == 3u);
    BOOST_TEST((values["f-1"] == values["g-1"]));
    BOOST_TEST((values["f-1"] != values["h-1"]));
}

BOOST_AUTO_TEST_CASE(signals_of_one_message_correlate) {
    const played p(
        "telemetry: {a: {normal: 20, sd: 3}, b: {normal: -5, sd: 0.5, correlates: {with: a, r: "
        "-60%}}, c: {sine: 0..9, period: 1h, noise: 1, correlates: {with: a, r: 80%}}}, messages: "
        "{m: {every: 1m}}",
        "count: 30");
    const auto a = by_instant(p.readings("m", "a")), b = by_instant(p.readings("m", "b"));
    double sum = 0, squares_a = 0, squares_b = 0;
    for (const auto& [when, x] : a) {
        const double y = b.at(when) + 5;
        sum += (x - 20) * y, squares_a += (x - 20) * (x - 20), squares_b += y * y;
    }
    const double n = static_cast<double>(a.size());
    BOOST_TEST(n == 30 * 360);
    BOOST_TEST(std::fabs(sum / std::sqrt(squares_a * squares_b) + 0.6) <
               4 * (1 - 0.36) / std::sqrt(n));
    BOOST_TEST(std::sqrt(squares_b / n) == 0.5, tt::tolerance(0.03));
}

BOOST_AUTO_TEST_CASE(a_formula_over_a_state_makes_a_coherent_device) {
    const played p(
        "telemetry: {power: {formula: 'if(plug = charging, 7400, if(plug = faulted, 3, 0))'}, "
        "plug: {states: {free: {for: {exponential: 1h}, to: charging}, charging: {for: 10m..50m, "
        "to: {free: 90%, faulted: rest}}, faulted: {for: 20m, to: free}}}}, messages: {m: {every: "
        "1m}}",
        "count: 50");
    const auto plug = by_instant(p.readings("m", "plug")),
               power = by_instant(p.readings("m", "power"));
    std::map<double, int> met;
    for (const auto& [when, state] : plug) {
        const double expected = state == 0 ? 7400 : state == 1 ? 3 : 0;  // in the order of names
        BOOST_REQUIRE_EQUAL(power.at(when), expected);
        ++met[state];
    }
    BOOST_TEST(met.size() == 3u);
}

BOOST_AUTO_TEST_CASE(a_crash_begins_states_anew) {
    const played p(
        "telemetry: {s: {states: {boot: {for: 3m, to: well}, well: {}, old: {for: 1h, to: well}}, "
        "start: boot}}, messages: {m: {every: 10s}}",
        "count: 1", "faults: {c: {kind: crash, at: 30m, for: 10ms}}\n");
    std::vector<double> boots;
    for (const auto& r : p.readings("m", "s"))
        if (r.value == 0) boots.push_back(std::floor(seconds_of(r.at) / 60));
    BOOST_REQUIRE(!boots.empty());
    BOOST_TEST(boots.size() == 36u);
    BOOST_TEST(boots.front() == 0);
    BOOST_TEST(boots.back() >= 32);
}

BOOST_AUTO_TEST_SUITE_END()
