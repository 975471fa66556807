#include <boost/test/unit_test.hpp>

#include "fixture.hpp"
#include "scenarios/writer.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono_literals;
using boost::test_tools::tolerance;
using shape = distribution::shape;

namespace {

scenario with(const std::string& telemetry, const std::string& messages = {}) {
    return read_good("muster: 1\ntemplates: {t: {telemetry: {" + telemetry + "}" +
                     (messages.empty() ? "" : ", messages: {" + messages + "}") +
                     "}}\nfleets: {f: {template: t, count: 10, tags: {site: a}}}\n");
}

signal_spec only(const std::string& behaviour) {
    return with("x: " + behaviour).templates[0].signals[0];
}

template <class Shape>
Shape shaped(const std::string& behaviour) {
    return std::get<Shape>(only(behaviour).shape);
}

message_spec message(const std::string& keys) {
    return with("x: 0..1, y: 0..1", "base: {every: 1m}, m: {" + keys + "}")
        .templates[0]
        .messages[1];
}

}  // namespace

BOOST_AUTO_TEST_SUITE(telemetry_language_test)

BOOST_AUTO_TEST_CASE(waves_are_written_beside_their_name_or_in_a_mapping) {
    const auto beside =
                   shaped<wave_signal>("{square: 2..8, period: 1h, duty: 30%, in_phase: true}"),
               within = shaped<wave_signal>("{sawtooth: {low: 2, high: 8, period: 1h}}");
    BOOST_TEST((beside.kind == wave_signal::form::square && beside.in_phase));
    BOOST_TEST((beside.low == 2 && beside.high == 8 && beside.period == 1h));
    BOOST_TEST(beside.duty.fraction() == 0.3);
    BOOST_TEST((within.kind == wave_signal::form::sawtooth && !within.in_phase));
}

BOOST_AUTO_TEST_CASE(a_drift_is_a_rate_or_a_range_of_rates) {
    BOOST_TEST(
        (only("{uniform: 0..1, drift: 12/d}").drift == distribution{shape::constant, 0.5, 0}));
    const auto range = only("{uniform: 0..1, drift: -0.1/m..0.2/h}").drift;
    BOOST_TEST((range.kind == shape::uniform));
    BOOST_TEST(range.a == -6, tolerance(1e-12));
    BOOST_TEST(range.b == 0.2);
}

BOOST_AUTO_TEST_CASE(states_are_known_by_their_names_in_any_order) {
    const auto one = only(
                   "{states: {b: {for: 1h, to: {a: 25%, c: rest}}, c: {for: 2h, to: a}, a: "
                   "{for: {exponential: 3h}, to: b}}}"),
               other = only(
                   "{states: {a: {for: {exponential: 3h}, to: b}, c: {for: 2h, to: a}, b: "
                   "{for: 1h, to: {c: 75%, a: rest}}}}");
    BOOST_TEST(one.words == (std::vector<std::string>{"a", "b", "c"}),
               boost::test_tools::per_element());
    BOOST_TEST((one.kind == value_kind::word));
    for (const auto* spec : {&one, &other}) {
        const auto& s = std::get<states_signal>(spec->shape);
        BOOST_TEST((s.states[0].lasts == distribution{shape::exponential, 3 * 3600e6, 0}));
        BOOST_TEST((s.states[1].to ==
                    std::vector<share>{share{share::whole / 4}, {}, share{share::whole / 4 * 3}}));
        BOOST_TEST(s.states[2].value.a == 2);
        BOOST_TEST(s.start.empty());
    }
}

BOOST_AUTO_TEST_CASE(two_states_follow_each_other_and_truths_are_truths) {
    const auto open = only("{states: {true: {for: 1m}, false: {for: 9m}}}");
    BOOST_TEST((open.kind == value_kind::boolean));
    const auto& s = std::get<states_signal>(open.shape);
    BOOST_TEST((s.states[0].name == "false" && s.states[0].value.a == 0));
    BOOST_TEST((s.states[0].to[1] == all_of_it && s.states[1].to[0] == all_of_it));
}

BOOST_AUTO_TEST_CASE(states_with_values_are_numbers) {
    const auto power = only(
        "{states: {low: {for: 1m, value: 2..5}, high: {for: 9m, value: 2000}}, "
        "start: {low: 90%, high: rest}}");
    BOOST_TEST((power.kind == value_kind::number));
    const auto& s = std::get<states_signal>(power.shape);
    BOOST_TEST((s.states[1].value == distribution{shape::uniform, 2, 5}));
    BOOST_TEST(s.start[1].fraction() == 0.9);
}

BOOST_AUTO_TEST_CASE(states_take_the_words_that_the_signal_has) {
    const auto plug = only("{values: [free, busy], states: {busy: {for: 1m}, free: {for: 1m}}}");
    const auto& s = std::get<states_signal>(plug.shape);
    BOOST_TEST((s.states[0].name == "busy" && s.states[0].value.a == 1));
}

BOOST_AUTO_TEST_CASE(a_sequence_holds_numbers_or_words) {
    BOOST_TEST((shaped<sequence_signal>("{sequence: [1, -2.5], loop: false}").values ==
                std::vector<double>{1, -2.5}));
    const auto words = only("{sequence: [low, high, low]}");
    BOOST_TEST((words.kind == value_kind::word));
    BOOST_TEST((std::get<sequence_signal>(words.shape).values == std::vector<double>{1, 0, 1}));
}

BOOST_AUTO_TEST_CASE(ties_are_read_with_their_shares) {
    const auto whole = only("{normal: 1, sd: 1, together: site}").together,
               part = only("{normal: 1, sd: 1, together: {tag: site, share: 80%}}").together;
    BOOST_TEST((whole->tag == "site" && whole->part == all_of_it));
    BOOST_TEST(part->part.fraction() == 0.8);
    const auto t =
        with("a: {normal: 1, sd: 1}, b: {normal: 1, sd: 1, correlates: {with: a, r: -60%}}")
            .templates[0];
    BOOST_TEST((t.signals[1].correlates->with == "a" && t.signals[1].correlates->r == -0.6));
}

BOOST_AUTO_TEST_CASE(a_short_name_speaks_of_the_models_signals_and_of_no_others) {
    const auto signals = [](const std::string& telemetry) {
        const auto model = [](const std::string&, const std::string&, diagnostics&) {
            device_template t;
            t.dtmi = "dtmi:x:machine;1";
            for (const char* component : {"a", "b"}) {
                auto& s = t.signals.emplace_back();
                s.name = "temp";
                s.component = component;
            }
            t.signals[1].max = 7;
            return std::optional(t);
        };
        const auto result =
            read_scenario_text("muster: 1\ntemplates: {t: {model: m.json, telemetry: {" +
                                   telemetry + "}}}\nfleets: {f: {template: t, count: 1}}\n",
                               {"test.yaml", {}, model});
        std::string all = codes_of(result.problems);
        for (std::size_t i = 0; result.value && i < result.value->templates[0].signals.size(); ++i)
            all += (all.empty() ? "" : " ") + result.value->templates[0].signals[i].full_name();
        return all;
    };
    BOOST_TEST(signals("b.temp: 5") == "a.temp b.temp");
    BOOST_TEST(signals("temp: 5") == "ambiguous-name 2:44");
    BOOST_TEST(contains(signals("temp: {component: c, constant: 5}"), "a.temp b.temp c.temp"));
    BOOST_TEST(with("a.temp: {component: a, constant: 1}, temp: 2").templates[0].signals.size() ==
               2u);
}

BOOST_AUTO_TEST_CASE(a_fault_may_mean_the_one_signal_of_a_template_where_another_has_two) {
    const auto result = read(
        "muster: 1\ntemplates:\n  one: {telemetry: {temp: 1..2}}\n"
        "  two: {telemetry: {a.temp: {component: a, uniform: 1..2}, b.temp: {component: b, "
        "uniform: 1..2}}}\n"
        "faults: {f: {kind: stuck, signal: temp, at: 1m, for: 1m}}\n"
        "fleets: {f: {template: one, count: 1}, g: {template: two, count: 1}}\n");
    BOOST_TEST(result.value.has_value());
    BOOST_TEST(codes_of(result.problems) == "ambiguous-name 5:35");
    BOOST_TEST(contains(lines_of(result.problems), "`two`"));
}

BOOST_AUTO_TEST_CASE(a_message_with_a_condition_has_a_period_only_where_it_is_written) {
    const auto follows = message("when: x > 0.5, at_most: 4/h"),
               looks = message("when: x > 0.5, every: 10s");
    BOOST_TEST((follows.follows && follows.at_most == 15min));
    BOOST_TEST((!looks.follows && looks.every == 10s));
}

BOOST_AUTO_TEST_CASE(changes_are_any_or_named_or_measured) {
    BOOST_TEST(message("on_change: true").changes.empty());
    BOOST_TEST(message("on_change: true").on_change);
    BOOST_TEST(!message("on_change: false").on_change);
    const auto named = message("on_change: [y]").changes;
    BOOST_REQUIRE(named.size() == 1u);
    BOOST_TEST((named[0].signal == 1u && named[0].by == 0));
    const auto far = message("on_change: {x: 0.5}, at_least: 7/h");
    BOOST_TEST((far.changes[0].by == 0.5 && far.at_least == 514'285'714us));
}

BOOST_AUTO_TEST_CASE(rates_are_written_back_as_they_are_read) {
    for (const char* rate : {"1/h", "4/h", "7/h", "500/s", "3/d", "0.5/d"}) {
        const auto m = message(std::string("every: 1ms, on_change: true, at_most: ") + rate);
        const auto text = write_scenario_yaml(
            with("x: 0..1, y: 0..1", std::string("base: {every: 1m}, m: {every: 1ms, on_change: "
                                                 "true, at_most: ") +
                                         rate + "}"));
        const auto again = read_good(text).templates[0].messages[1];
        BOOST_TEST((again.at_most == m.at_most), text);
    }
}

BOOST_AUTO_TEST_SUITE_END()
