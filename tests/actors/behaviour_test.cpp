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
    // In the order of their names: level is measured first.
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

BOOST_AUTO_TEST_SUITE_END()
