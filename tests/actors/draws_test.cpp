#include <boost/test/unit_test.hpp>

#include <map>
#include <tuple>

#include "tests/support/lab_queries.hpp"

using namespace muster;
using namespace muster::testing;

namespace {

/// A text with room in front of its signals, messages, effects, faults and jobs.
std::string room(const std::string& signal = {}, const std::string& message = {},
                 const std::string& effect = {}, const std::string& fault = {},
                 const std::string& job = {}) {
    return R"(
templates:
  room:
    telemetry: {)" +
           signal + R"(power: 300..900, mood: {walk: 0, step: 1}, doors: {sine: 0..9, period: 7m}}
    properties: {firmware: {initial: 1.0.0}}
    messages: {)" +
           message + R"(fast: {every: 1m, jitter: 10s, carries: [power]},
      slow: {every: 5m, carries: [mood, doors]}}
    commands: {update: {takes: 1s..3m, installs: request.version, fails: {flash: 10%}}}
    firmware: {2.0.0: [)" +
           effect + R"({chance: 40%, starts: dead}]}
  gate: {telemetry: {x: 0..1}, commands: {knock: {}}}
fleets:
  rooms: {template: room, count: 300, id: room-####}
  gates: {template: gate, count: 20, id: gate-####}
faults: {)" +
           fault + R"(away: {kind: offline, where: $fleet = rooms, share: 30%, at: 5m, for: 1m..9m},
  dead: {kind: power_off, for: 5m..20m}, jumps: {kind: spike, where: $fleet = rooms, at: 1m, size: 1000, chance: 20%},
  fails: {kind: crash, where: $fleet = rooms, share: 20%, at: 30m, for: 10m, chance: 50%}}
groups: {gates: $fleet = gates, rooms: $fleet = rooms}
jobs: {)" + job +
           R"(fw: {group: rooms, command: {name: update, request: {version: 2.0.0}}, start: {at: 10m}}}
)";
}

/// Everything the rooms do that is drawn: readings by signal, and what happened to whom.
struct drawn {
    std::map<std::tuple<std::string, std::string, std::string, std::uint32_t>,
             std::pair<sim_time, double>>
        readings;  ///< by device, message, signal and tick
    std::vector<std::tuple<std::string, sim_time, event_kind, std::string>> events;
};

drawn play(const std::string& yaml) {
    fleet_lab lab(scenario_for("1h", yaml));
    lab.run();
    drawn all;
    const auto& w = lab.the_world();
    for (const auto& r : lab.readings) {
        if (!lab.id_of(r.key).starts_with("room")) continue;
        const auto& t = w.source().templates[w.series_template[r.series]];
        all.readings[{lab.id_of(r.key), t.messages[r.message].name,
                      t.signals[w.series_signal[r.series]].name, r.tick}] = {r.at, r.value};
    }
    for (const auto& e : lab.events)
        if (e.subject.starts_with("room") && e.kind != event_kind::message_sent)
            all.events.emplace_back(e.subject, e.at, e.kind, e.detail);
    std::sort(all.events.begin(), all.events.end());
    return all;
}

/// What `less` has is in `more` as well, value by value.
void demand_same(const drawn& less, const drawn& more) {
    BOOST_REQUIRE(!less.readings.empty());
    for (const auto& [which, reading] : less.readings) {
        const auto found = more.readings.find(which);
        const auto& [device, message, signal, tick] = which;
        const auto what = device + ' ' + message + ' ' + signal + ' ' + std::to_string(tick);
        BOOST_TEST_REQUIRE((found != more.readings.end()), what);
        BOOST_TEST_REQUIRE((found->second == reading), what);
    }
    BOOST_REQUIRE(less.events.size() > 300U);
    BOOST_TEST((less.events == more.events));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(draws_test)

BOOST_AUTO_TEST_CASE(another_signal_in_front_moves_nobody_s_values) {
    demand_same(play(room()),
                play(room("another: 0..1, ", "also: {every: 2h, carries: another}, ")));
}

BOOST_AUTO_TEST_CASE(another_message_in_front_moves_nobody_s_values) {
    demand_same(
        play(room("another: 0..1, ", "zz: {every: 7m, carries: another}, ")),
        play(room("another: 0..1, ",
                  "also: {every: 3m, carries: another}, zz: {every: 7m, carries: another}, ")));
}

BOOST_AUTO_TEST_CASE(another_firmware_effect_in_front_moves_nobody_s_values) {
    const auto never = std::string("{where: $fleet = gates, chance: 50%, fails: other}, ");
    demand_same(play(room()), play(room({}, {}, never)));
}

BOOST_AUTO_TEST_CASE(another_fault_in_front_moves_nobody_s_values) {
    const auto fault = [](const std::string& kind) {
        return "a_" + kind + ": {kind: " + kind + ", where: $fleet = gates, at: 5m, for: 3m" +
               (kind == "spike" ? ", size: 3" : "") + "}, ";
    };
    demand_same(play(room()),
                play(room({}, {}, {}, fault("offline") + fault("spike") + fault("crash"))));
}

BOOST_AUTO_TEST_CASE(another_job_in_front_moves_nobody_s_values) {
    demand_same(
        play(room()),
        play(room({}, {}, {}, {}, "also: {group: gates, command: knock, start: {at: 10m}}, ")));
}

BOOST_AUTO_TEST_CASE(the_order_of_the_names_in_a_file_changes_nothing) {
    const std::string one = R"(
templates:
  t:
    telemetry: {a: 0..1, b: 5..6}
    properties: {p: {initial: {pick: {u: 50%, v: rest}}}, firmware: {initial: 1.0.0}}
    messages: {m: {every: 1m, carries: a}, n: {every: 3m, carries: b}}
    commands: {go: {takes: 0s..90s, fails: {no: 10%}}}
fleets: {f: {template: t, count: 200, tags: {x: {pick: {r: 30%, s: rest}}, y: {pick: {k: 1%, l: rest}}}}}
faults:
  down: {kind: offline, share: 40%, at: 5m, for: 3m}
  cut: {kind: power_off, share: 40%, at: 5m, for: 2m}
  drift: {kind: drift, signal: b, rate: 9/h, at: 1m}
  bent: {kind: stuck, signal: b, at: 1m}
jobs: {second: {command: go, start: {at: 9m}}, first: {command: go, start: {at: 9m}}}
rules: {high: {when: a > 0.9}, away: {when: $connected = false}}
)",
                      other = R"(
rules: {away: {when: $connected = false}, high: {when: a > 0.9}}
jobs: {first: {command: go, start: {at: 9m}}, second: {command: go, start: {at: 9m}}}
faults:
  bent: {kind: stuck, signal: b, at: 1m}
  cut: {kind: power_off, share: 40%, at: 5m, for: 2m}
  drift: {kind: drift, signal: b, rate: 9/h, at: 1m}
  down: {kind: offline, share: 40%, at: 5m, for: 3m}
fleets: {f: {template: t, count: 200, tags: {y: {pick: {k: 1%, l: rest}}, x: {pick: {r: 30%, s: rest}}}}}
templates:
  t:
    commands: {go: {takes: 0s..90s, fails: {no: 10%}}}
    messages: {n: {every: 3m, carries: b}, m: {every: 1m, carries: a}}
    properties: {firmware: {initial: 1.0.0}, p: {initial: {pick: {u: 50%, v: rest}}}}
    telemetry: {b: 5..6, a: 0..1}
)";
    fleet_lab here(scenario_for("20m", one)), there(scenario_for("20m", other));
    here.run();
    there.run();
    BOOST_TEST(here.canonical() == there.canonical());
}

BOOST_AUTO_TEST_SUITE_END()
