#include <boost/test/unit_test.hpp>

#include "scenarios/writer.hpp"
#include "tests/scenarios/fixture.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono_literals;

namespace {

std::string text_with(const std::string& telemetry, const std::string& more = {}) {
    return "muster: 1\ntemplates:\n  t:\n    telemetry: {" + telemetry +
           "}\n    properties: {setpoint: {type: number, initial: 20}, mode: {values: [eco, full], "
           "initial: eco}}\n    commands: {stop: {takes: 1s}}\n" +
           more + "fleets: {f: {template: t, count: 10}}\n";
}

std::string refusal_of(const std::string& telemetry, const std::string& more = {}) {
    return lines_of(read(text_with(telemetry, more)).problems);
}

std::string command_refusal(const std::string& command, const std::string& job = {}) {
    auto text = text_with("x: 1..2");
    text.replace(text.find("{stop: {takes: 1s}}"), 19, "{stop: {" + command + "}}");
    return lines_of(
        read(text + (job.empty() ? "" : "jobs: {j: {command: " + job + "}}\n")).problems);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(behaviour_language_test)

BOOST_AUTO_TEST_CASE(behaviours_are_written_out_as_they_were_read) {
    const auto s = read_good(text_with(
        "a: {approaches: setpoint + 1, half_life: 5m, from: 2..3}, p: {states: {off: {goes: "
        "[{when: "
        "a > 21, to: on_}, {command: stop, to: on_}]}, on_: {for: 1m, to: off}}, start: off}, c: "
        "{cases: [{when: mode = eco, normal: 5, sd: 1}, {when: p = 'off', daily: {low: 1, high: "
        "2}}, "
        "{sine: 1..2, period: 1h}], noise: 5%}"));
    const auto once = write_scenario_yaml(s);
    BOOST_TEST(write_scenario_yaml(read_good(once)) == once);
    for (const char* part : {"approaches: \"setpoint + 1\", half_life: 5m, from: 2..3",
                             "goes: [{when: \"a > 21\", to: on_}, {command: stop, to: on_}]",
                             "cases: [{when: \"mode = eco\", normal: 5, sd: 1}"})
        BOOST_TEST(contains(once, part), once);
}

BOOST_AUTO_TEST_CASE(ways_out_that_lead_nowhere_are_refused) {
    const auto states = [](const std::string& goes) {
        return refusal_of("p: {states: {off: {goes: [" + goes +
                          "]}, run: {for: 1m, to: off}}, "
                          "start: off}");
    };
    BOOST_TEST(contains(states("{when: x > 1}"), "missing-key"));
    BOOST_TEST(contains(states("{to: run}"), "either `when` or `command`"));
    BOOST_TEST(contains(states("{when: p = 'off', command: stop, to: run}"), "either `when`"));
    BOOST_TEST(contains(states("{command: stop, to: rn}"), "did you mean `run`?"));
    BOOST_TEST(contains(states("{command: stpo, to: run}"), "did you mean `stop`?"));
    BOOST_TEST(contains(states("{when: nope > 1, to: run}"), "unknown-name"));
    BOOST_TEST(contains(refusal_of("p: {states: {off: {goes: [{command: stop, to: run}]}, run: "
                                   "{for: 1m, to: off}}}"),
                        "add `start: off`"));
}

BOOST_AUTO_TEST_CASE(a_thermostat_is_no_circle_but_a_formula_of_itself_is) {
    BOOST_TEST(refusal_of("t: {approaches: \"if(p = 'run', 30, 10)\", from: 20}, p: {states: {off: "
                          "{goes: [{when: t < 19, to: run}]}, run: {goes: [{when: t > 21, to: "
                          "off}]}}, start: off}") == "");
    BOOST_TEST(contains(refusal_of("a: {approaches: b}, b: {cases: [{when: a > 1, constant: 1}, "
                                   "{constant: 2}]}"),
                        "circle"));
}

BOOST_AUTO_TEST_CASE(cases_are_memoryless_and_the_last_one_is_for_the_rest) {
    BOOST_TEST(contains(refusal_of("c: {cases: [{when: mode = eco, walk: 5, step: 1}, {constant: "
                                   "1}]}"),
                        "there is no key `walk` here"));
    BOOST_TEST(contains(refusal_of("c: {cases: [{constant: 1}, {constant: 2}]}"), "never-reached"));
    BOOST_TEST(
        contains(refusal_of("c: {cases: [{when: mode = eco, constant: 1}]}"), "no-other-case"));
    BOOST_TEST(contains(refusal_of("c: {cases: [{when: mode = eco}]}"), "no-generator"));
    BOOST_TEST(contains(refusal_of("c: {cases: [{when: mode = eco, pick: {a: 50%, b: rest}}, "
                                   "{constant: 1}]}"),
                        "cases of words"));
    BOOST_TEST(refusal_of("c: {values: [a, b], cases: [{when: mode = eco, pick: {a: 50%, b: "
                          "rest}}, {constant: a}]}") == "");
    BOOST_TEST(contains(refusal_of("c: {cases: [{constant: 1, noise: 5%}]}"), "unknown-key"));
    BOOST_TEST(contains(refusal_of("c: {approaches: setpoint, half_life: 0s}"), "out-of-range"));
}

BOOST_AUTO_TEST_CASE(what_a_command_sets_has_to_fit) {
    BOOST_TEST(command_refusal("takes: 1s, sets: {setpoint: 21, mode: full}") == "");
    BOOST_TEST(contains(command_refusal("sets: {setpont: 21}"), "did you mean `setpoint`?"));
    BOOST_TEST(contains(command_refusal("sets: {setpoint: warm}"), "bad-number"));
    BOOST_TEST(contains(command_refusal("sets: {mode: fll}"), "full"));
    BOOST_TEST(contains(command_refusal("sets: {setpoint: 1..2}"), "one value is set"));
    BOOST_TEST(contains(command_refusal("starts: nothing"), "unknown-fault"));
    BOOST_TEST(contains(command_refusal("cases: [{takes: 1s}]"), "missing-key"));
    BOOST_TEST(contains(command_refusal("cases: [{where: mode = eco}]"), "nothing is different"));
    const std::string sets = "sets: {setpoint: request.to, mode: request.mode}";
    BOOST_TEST(contains(command_refusal(sets, "stop"), "request: {to: ...}"));
    BOOST_TEST(contains(command_refusal(sets, "{name: stop, request: {to: warm, mode: eco}}"),
                        "no value of that property"));
    BOOST_TEST(contains(command_refusal(sets, "{name: stop, request: {to: 21, mode: fll}}"),
                        "no value of that property"));
    BOOST_TEST(command_refusal(sets, "{name: stop, request: {to: 21.5, mode: full}}") == "");
}

BOOST_AUTO_TEST_CASE(a_job_sets_what_can_be_set) {
    const auto job = [](const std::string& keys) {
        auto text = text_with("x: 1..2");
        text.replace(text.find("initial: eco}"), 13,
                     "initial: eco, writable: true, takes: 1s..2s, rejects: {locked: 5%}}, owner: "
                     "{initial: me, writable: true, cloud: true}");
        return text + "jobs: {j: {" + keys + "}}\n";
    };
    const auto refused = [&](const std::string& keys) {
        return lines_of(read(job(keys)).problems);
    };
    const auto once =
        write_scenario_yaml(read_good(job("set: {mode: full}, reach: 3d, finish: 1m")));
    BOOST_TEST(contains(once, "set: {mode: full}"), once);
    BOOST_TEST(contains(once, "takes: 1s..2s, rejects: {locked: 5%}"), once);
    BOOST_TEST(write_scenario_yaml(read_good(once)) == once);
    BOOST_TEST(contains(refused("set: {mode: fll}"), "full"));
    BOOST_TEST(contains(refused("set: {mod: full}"), "did you mean `mode`?"));
    BOOST_TEST(contains(refused("set: {setpoint: 5}"), "not-writable"));
    BOOST_TEST(refused("set: {owner: you}") == "");
    BOOST_TEST(contains(refused("set: {mode: full}, command: stop"), "given-twice"));
    BOOST_TEST(contains(refused("command: stop, finish: 1m"), "misplaced-key"));
    BOOST_TEST(contains(refused("group: all"),
                        "it needs `command`, `set`, `update`, `migrate`, `revert` or `rerun`"));
    BOOST_TEST(contains(lines_of(read("muster: 1\ntemplates: {t: {telemetry: {x: 1}, properties: "
                                      "{p: {type: number, initial: 1, takes: 1s}}}}\nfleets: {f: "
                                      "{template: t, count: 1}}\n")
                                     .problems),
                        "misplaced-key"));
}

BOOST_AUTO_TEST_CASE(slips_around_commands_are_told) {
    BOOST_TEST(contains(command_refusal("sets: {setpoint: 1, setpoint: 2}"), "duplicate-key"));
    BOOST_TEST(contains(command_refusal("cases: []"), "the list is empty"));
    const std::string sets = "sets: {setpoint: request.v}";
    for (const char* number : {"nan", "inf", "1e3", "0x10", "''"})
        BOOST_TEST(contains(command_refusal(
                                sets, "{name: stop, request: {v: " + std::string(number) + "}}"),
                            "no value of that property"),
                   number);
    const std::string two =
        "muster: 1\ntemplates: {t: {telemetry: {x: 1..2}, commands: {a.reset: {component: a}, "
        "b.reset: {component: b}}}}\nfleets: {f: {template: t, count: 1}}\njobs: {j: {command: ";
    BOOST_TEST(contains(lines_of(read(two + "reset}}\n").problems), "ambiguous"));
    BOOST_TEST(lines_of(read(two + "b.reset}}\n").problems) == "");
    BOOST_TEST(
        lines_of(read(text_with("x: 1..2", "faults: {dead: {kind: power_off}}\n")).problems) != "");
    auto brick = text_with("x: 1..2", "faults: {dead: {kind: power_off}}\n");
    brick.replace(brick.find("{takes: 1s}"), 11, "{starts: dead}");
    BOOST_TEST(lines_of(read(brick).problems) == "");
}

BOOST_AUTO_TEST_CASE(signals_that_nothing_measures_are_told) {
    const auto with = [](const std::string& messages) {
        return lines_of(read("muster: 1\ntemplates: {t: {telemetry: {x: 1..2, y: {approaches: x}}, "
                             "messages: {" +
                             messages + "}}}\nfleets: {f: {template: t, count: 1}}\n")
                            .problems);
    };
    BOOST_TEST(contains(with("m: {carries: x}"), "never-measured"));
    BOOST_TEST(contains(with("m: {carries: x}, n: {when: x > 1, carries: y}"), "no-period"));
    BOOST_TEST(with("m: {}") == "");
}

BOOST_AUTO_TEST_SUITE_END()
