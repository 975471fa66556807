#include <boost/test/unit_test.hpp>

#include <cmath>

#include "fleet/find_named.hpp"
#include "tests/support/lab_queries.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono_literals;
namespace tt = boost::test_tools;

namespace {

/// A device whose message is due at whole minutes.
const std::string every_minute = "messages: {m: {every: 1m, aligned: true}}";

struct played {
    fleet_lab lab;

    played(const std::string& kind, const std::string& more, const std::string& length = "2h",
           const std::string& fleet = "count: 1")
        : lab(scenario_for(length, "templates: {t: {" + kind + ", " + every_minute +
                                       "}}\nfleets: {f: {template: t, " + fleet + "}}\n" + more)) {
        lab.run();
    }

    /// The value that the signal had in the reading at that instant.
    double at(const std::string& signal, duration when) const {
        const auto& w = lab.the_world();
        const auto& signals = w.source().templates[0].signals;
        for (const auto& r : lab.readings)
            if (r.at == sim_time(when) && signals[w.series_signal[r.series]].name == signal)
                return r.value;
        BOOST_FAIL("no reading of " << signal << " at " << when.count());
        return 0;
    }
    const job_result& job(const std::string& name) const {
        return lab.outcome().result.jobs.at(name);
    }
};

const std::string setpoint = "properties: {setpoint: {type: number, initial: 20}}";

}  // namespace

/// What a device does with what it is told, and what that does to what it measures.
BOOST_AUTO_TEST_SUITE(behaviour_test)

// 20 - 10 * 2^(-t / 30 min)
BOOST_AUTO_TEST_CASE(an_approach_covers_half_of_what_is_left_in_each_half_life) {
    const played p("telemetry: {x: {approaches: setpoint, half_life: 30m, from: 10}}, " + setpoint,
                   "");
    BOOST_TEST(p.at("x", 0min) == 10);
    BOOST_TEST(p.at("x", 1min) == 20 - 10 * std::exp2(-1.0 / 30), tt::tolerance(1e-12));
    BOOST_TEST(p.at("x", 30min) == 15, tt::tolerance(1e-12));
    BOOST_TEST(p.at("x", 90min) == 18.75, tt::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(an_approach_without_a_start_is_there_already) {
    const played p("telemetry: {x: {approaches: setpoint + 1}}, " + setpoint, "");
    BOOST_TEST(p.at("x", 0min) == 21);
    BOOST_TEST(p.at("x", 1h) == 21);
}

// The command ends between two readings, after 30 s; the next reading is half a minute later.
BOOST_AUTO_TEST_CASE(a_command_sets_properties_and_the_signal_turns_to_them) {
    const played p("telemetry: {x: {approaches: setpoint, half_life: 1m}}, " + setpoint +
                       ", commands: {warm: {takes: 30s, sets: {setpoint: request.to}}}",
                   "jobs: {j: {command: {name: warm, request: {to: 28}}, start: {at: 10m}}}");
    BOOST_TEST(p.at("x", 10min) == 20);
    BOOST_TEST(p.at("x", 11min) == 24, tt::tolerance(1e-12));
    BOOST_TEST(p.at("x", 13min) == 27, tt::tolerance(1e-12));
    BOOST_TEST(p.job("j").counts.succeeded == 1u);
}

BOOST_AUTO_TEST_CASE(a_command_that_fails_sets_nothing) {
    const played p("telemetry: {x: {formula: setpoint}}, " + setpoint +
                       ", commands: {warm: {takes: 30s, sets: {setpoint: 28}, fails: {no: 100%}}}",
                   "jobs: {j: {command: warm}}");
    BOOST_TEST(p.at("x", 1h) == 20);
    BOOST_TEST(p.job("j").counts.failed == 1u);
}

BOOST_AUTO_TEST_CASE(a_state_is_left_at_the_first_reading_that_finds_its_condition) {
    const played p(
        "telemetry: {level: {counter: 0, step: 1}, pump: {states: {off: {goes: [{when: level >= 5, "
        "to: running}]}, running: {for: 10m, to: off}}, start: off}}",
        "", "40m");
    // The machine sees the level of its own message, wherever the two are written.
    BOOST_TEST(p.at("pump", 4min) == 0);
    BOOST_TEST(p.at("pump", 5min) == 1);
    BOOST_TEST(p.at("pump", 14min) == 1);
    // Off by its own time, and on again at once: the level is still high.
    BOOST_TEST(p.at("pump", 15min) == 1);
    BOOST_TEST(p.at("pump", 30min) == 1);
}

BOOST_AUTO_TEST_CASE(a_command_leads_out_of_the_states_that_say_so) {
    const played p(
        "telemetry: {pump: {states: {off: {goes: [{command: run, to: running}]}, running: {for: "
        "10m, to: off}, stuck: {}}, start: {off: 100%, stuck: rest}}}, commands: {run: {takes: "
        "30s}, stop: {takes: 1s}}",
        "jobs: {a: {command: stop, start: {at: 2m}}, b: {command: run, start: {at: 5m}}}", "40m");
    BOOST_TEST(p.at("pump", 5min) == 0);
    BOOST_TEST(p.at("pump", 6min) == 1);
    BOOST_TEST(p.at("pump", 15min) == 1);  // from 5 min 30 s on
    BOOST_TEST(p.at("pump", 16min) == 0);
}

BOOST_AUTO_TEST_CASE(cases_take_turns_by_what_holds) {
    const played p(
        "telemetry: {x: {cases: [{when: mode = eco, constant: 5}, {when: mode = boost, formula: 2 "
        "* 50}, {constant: 20}], min: 6}}, properties: {mode: {values: [comfort, eco, boost], "
        "initial: comfort}}, commands: {eco: {takes: 1s, sets: {mode: eco}}, boost: {takes: 1s, "
        "sets: {mode: boost}}}",
        "jobs: {a: {command: eco, start: {at: 5m}}, b: {command: boost, start: {at: 10m}}}");
    BOOST_TEST(p.at("x", 5min) == 20);
    BOOST_TEST(p.at("x", 6min) == 6);  // what they have in common applies to each
    BOOST_TEST(p.at("x", 11min) == 100);
}

BOOST_AUTO_TEST_CASE(a_command_goes_otherwise_on_some_of_the_devices) {
    const played p(
        "telemetry: {x: 1..2}, commands: {update: {takes: 10s, fails: {no space: 100%}, cases: "
        "[{where: hw = 'b', takes: 40s, fails: {}}, {where: hw = 'c', fails: {flash: 100%}}]}}",
        "jobs: {j: {command: update}}", "10m",
        "count: 100, tags: {hw: {pick: {a: 50%, b: 30%, c: rest}}}");
    BOOST_TEST(p.job("j").counts.succeeded == 30u);
    BOOST_TEST(p.job("j").reasons.at("no space") == 50u);
    BOOST_TEST(p.job("j").reasons.at("flash") == 20u);
    BOOST_TEST(p.job("j").latency.max == 40);
}

BOOST_AUTO_TEST_CASE(a_command_that_succeeds_may_start_a_fault) {
    const played p(
        "telemetry: {x: 1..2}, commands: {sleep: {takes: 30s, starts: gone}}",
        "faults: {gone: {kind: offline, delay: 1m, for: 5m}}\njobs: {j: {command: sleep, "
        "start: {at: 10m}}}",
        "30m");
    const auto begun = events_of(p.lab, event_kind::fault_begun);
    BOOST_REQUIRE(begun.size() == 1u);
    // Sent in the step after the job's start, done 30 s later, and a minute after that.
    BOOST_TEST(seconds_of(begun[0].at) == 601 + 30 + 60);
}

BOOST_AUTO_TEST_CASE(a_job_sets_writable_properties_and_each_device_answers) {
    const played p(
        "telemetry: {x: {formula: setpoint}}, properties: {setpoint: {type: number, initial: 20, "
        "writable: true, takes: 30s}, mode: {values: [comfort, eco], initial: comfort, writable: "
        "true, takes: 5s, rejects: {locked: 100%}}}",
        "jobs: {a: {set: {setpoint: 16.5}, start: {at: 10m}}, b: {set: {mode: eco, setpoint: 30}, "
        "start: {at: 20m}}}");
    BOOST_TEST(p.at("x", 10min) == 20);
    BOOST_TEST(p.at("x", 11min) == 16.5);
    BOOST_TEST(p.job("a").counts.succeeded == 1u);
    BOOST_TEST(p.job("a").latency.max == 30);
    // All of it is taken, or nothing.
    BOOST_TEST(p.job("b").reasons.at("locked") == 1u);
    BOOST_TEST(p.at("x", 1h) == 16.5);
}

BOOST_AUTO_TEST_CASE(a_device_that_is_away_takes_a_setting_when_it_is_back) {
    const played p(
        "telemetry: {x: {formula: setpoint}}, properties: {setpoint: {type: number, initial: 20, "
        "writable: true}}",
        "faults: {gone: {kind: offline, at: 5m, for: 20m}}\njobs: {a: {set: {setpoint: 16}, start: "
        "{at: 10m}}}");
    BOOST_TEST(p.at("x", 24min) == 20);
    BOOST_TEST(p.at("x", 26min) == 16);
    BOOST_TEST(p.job("a").counts.succeeded == 1u);
}

BOOST_AUTO_TEST_CASE(devices_without_the_property_say_so) {
    fleet_lab lab(scenario_for(
        "10m",
        "templates: {t: {telemetry: {x: 1..2}, properties: {setpoint: {type: number, initial: 20, "
        "writable: true}}}, u: {telemetry: {x: 1..2}}}\nfleets: {f: {template: t, count: 3}, g: "
        "{template: u, count: 2}}\njobs: {a: {set: {setpoint: 16}}}"));
    const auto& job = lab.run().result.jobs.at("a");
    BOOST_TEST(job.counts.succeeded == 3u);
    BOOST_TEST(job.reasons.at("the device has no property setpoint that can be set") == 2u);
}

BOOST_AUTO_TEST_CASE(devices_that_the_request_gives_no_value_fail) {
    fleet_lab lab(scenario_for(
        "10m",
        "templates: {t: {telemetry: {x: 1..2}, commands: {go: {takes: 1s}}}, u: {telemetry: {x: "
        "1..2}, properties: {p: {type: number, initial: 1}}, commands: {go: {sets: {p: "
        "request.v}}}}}\nfleets: {f: {template: t, count: 3}, g: {template: u, count: "
        "2}}\njobs: {a: {command: go}}"));
    const auto& job = lab.run().result.jobs.at("a");
    BOOST_TEST(job.counts.succeeded == 3u);
    BOOST_TEST(job.reasons.at("the job gives no value for the property p") == 2u);
}

// Wherever they are written.
BOOST_AUTO_TEST_CASE(what_a_machine_sees_does_not_hang_on_the_order_of_signals) {
    const std::string counter = "level: {counter: 0, step: 1}";
    const std::string pump =
        "pump: {states: {off: {goes: [{when: level >= 5, to: running}]}, running: {for: 10m, to: "
        "off}}, start: off}";
    const played one("telemetry: {" + counter + ", " + pump + "}", "", "10m"),
        other("telemetry: {" + pump + ", " + counter + "}", "", "10m");
    BOOST_TEST(one.at("pump", 5min) == 1);
    BOOST_TEST(other.at("pump", 5min) == 1);
    BOOST_TEST(other.at("pump", 4min) == 0);
}

BOOST_AUTO_TEST_CASE(a_machine_begins_when_its_device_arrives) {
    fleet_lab lab(scenario_for(
        "2h",
        "templates: {t: {telemetry: {phase: {states: {setup: {for: 30m, to: work}, work: {}}, "
        "start: setup}}, messages: {m: {every: 1m}}}}\nfleets: {f: {template: t, count: 10, "
        "arrive: "
        "[{for: 1h, to: 0%}, {for: 1s, to: 100%}]}}\nexpect: [{at: 1h25m, check: "
        "devices.total(phase = setup) = 10}, {at: 1h35m, check: devices.total(phase = work) = "
        "10}]"));
    for (const auto& e : lab.run().result.expectations)
        BOOST_TEST((e.outcome == expectation_result::verdict::held), e.text << ": " << e.observed);
}

BOOST_AUTO_TEST_CASE(commands_of_two_components_are_told_apart) {
    const played p(
        "telemetry: {x: {formula: p}, m: {states: {off: {goes: [{command: b.reset, to: on_}]}, "
        "on_: "
        "{}}, start: off}}, properties: {p: {type: number, initial: 0}}, commands: {a.reset: "
        "{component: a, sets: {p: 1}}, b.reset: {component: b, sets: {p: 2}}}",
        "jobs: {a: {command: a.reset, start: {at: 5m}}, b: {command: b.reset, start: {at: 15m}}}",
        "30m");
    BOOST_TEST(p.at("x", 10min) == 1);
    BOOST_TEST(p.at("m", 10min) == 0);
    BOOST_TEST(p.at("x", 20min) == 2);
    BOOST_TEST(p.at("m", 20min) == 1);
}

BOOST_AUTO_TEST_SUITE_END()
