#include <boost/test/unit_test.hpp>

#include "fleet/device_page.hpp"
#include "tests/actors/acting_run.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono_literals;

/// Devices that are given another template.
namespace {

const std::string templates = R"(
templates:
  pump:
    telemetry: {level: {constant: 1}}
    messages: {status: {every: 10s, carries: level}}
    properties:
      speed: {type: integer, initial: 3, writable: true, takes: 20s}
      mode: {values: [eco, boost], initial: boost, writable: true}
      owner: {values: [city, state], initial: city, cloud: true}
    commands: {slow: {takes: 60s}}
  pump_v2:
    telemetry: {level: {constant: 1}, flow: {constant: 7}}
    messages: {report: {every: 30s, carries: [level, flow]}}
    properties:
      speed: {type: integer, initial: 9, writable: true, takes: 20s}
      mode: {values: [slow, fast], initial: slow, writable: true}
      owner: {values: [city, state], initial: city, cloud: true}
      limit: {type: number, initial: 5}
    commands: {slow: {takes: 60s}}
)";
const std::string pumps =
    templates +
    "fleets: {pumps: {template: pump, count: 4, id: pump-#, tags: {site: {sequence: s-#}}}}\n";

device_detail detail_of(const fleet_lab& lab, const std::string& id) {
    for (std::uint32_t s = 0; s < lab.shards(); ++s)
        if (const auto place = lab.shard(s).columns.find(device_key(id)))
            return describe(lab.the_world(), lab.shard(s).columns, lab.shard(s).state, *place);
    throw std::runtime_error("no device " + id);
}

std::size_t sent_between(const fleet_lab& lab, const std::string& id, sim_time from, sim_time to) {
    const auto all = readings_of(lab, id);
    return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [&](const auto& r) {
        return r.sent && r.at >= from && r.at < to;
    }));
}

void check_held(const fleet_lab& lab) {
    for (const auto& e : lab.outcome().result.expectations)
        BOOST_TEST((e.outcome == expectation_result::verdict::held), e.text);
    for (std::uint32_t s = 0; s < lab.shards(); ++s)
        BOOST_TEST((lab.folded(s) == lab.shard(s).state));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(migration_test)

BOOST_AUTO_TEST_CASE(a_device_is_what_its_new_template_says_and_keeps_what_both_have) {
    fleet_lab lab(scenario_for("10m", pumps + R"(
groups: {new: $template = pump_v2, old: $template = pump, first: site = 's-1'}
acts:
  own: {at: 1m, set: {owner: state, speed: 4}, devices: pump-1}
  move: {at: 2m, migrate: pump_v2, devices: pump-1}
  again: {at: 3m, migrate: pump_v2, devices: pump-1}
expect:
  - {at: 119s, check: groups.new.devices = 0}
  - {at: 123s, check: groups.new.devices = 1}
  - {at: 123s, check: groups.old.devices = 3}
  - {at: 123s, check: groups.first.devices = 1}
  - fleets.pumps.devices = 4
  - devices.total = 4
  - devices.online = 4
  - devices.total(flow = 7) = 1
)"));
    lab.run();
    check_held(lab);
    const auto& acts = lab.outcome().result.acts;
    BOOST_TEST(acts.at("move").changed == 1U);
    BOOST_TEST(acts.at("again").outcome == "unchanged");
    const auto d = detail_of(lab, "pump-1");
    BOOST_TEST(d.summary.template_name == "pump_v2");
    BOOST_TEST(d.summary.fleet == "pumps");
    BOOST_TEST(std::get<std::string>(d.tags.at("site")) == "s-1");
    BOOST_TEST(std::get<double>(d.properties.at("speed")) == 4);           // of both
    BOOST_TEST(std::get<std::string>(d.properties.at("mode")) == "slow");  // other words
    BOOST_TEST(std::get<std::string>(d.properties.at("owner")) == "state");
    BOOST_TEST(std::get<double>(d.properties.at("limit")) == 5);
    BOOST_TEST(d.twin.at("speed").ack_version == 1U);
    BOOST_TEST(events_of(lab, event_kind::device_migrated, "pump-1").front().detail == "pump_v2");
    BOOST_TEST(sent_between(lab, "pump-1", sim_time(0s), sim_time(120s)) == 12U);
    BOOST_TEST(sent_between(lab, "pump-1", sim_time(120s), sim_time(600s)) == 16U * 2);
    BOOST_TEST(sent_between(lab, "pump-2", sim_time(0s), sim_time(600s)) == 60U);
}

BOOST_AUTO_TEST_CASE(what_it_is_wanted_to_be_and_what_holds_it_back_go_with_it) {
    fleet_lab lab(scenario_for("10m", pumps + R"(
acts:
  lock: {at: 50s, do: block, devices: [pump-1]}
  want: {at: 1m, set: {speed: 5}, devices: [pump-1, pump-2]}
  move: {at: 70s, migrate: pump_v2, devices: [pump-1, pump-2]}
  unlock: {at: 5m, do: unblock, devices: [pump-1]}
expect:
  - {at: 4m, check: devices.total($blocked AND $template = pump_v2) = 1}
)"));
    lab.run();
    check_held(lab);
    BOOST_TEST((seconds_of(events_of(lab, event_kind::property_accepted, "pump-1")) ==
                std::vector<double>{320}));
    BOOST_TEST((seconds_of(events_of(lab, event_kind::property_accepted, "pump-2")) ==
                std::vector<double>{90}));
    for (const char* id : {"pump-1", "pump-2"})
        BOOST_TEST(std::get<double>(detail_of(lab, id).properties.at("speed")) == 5);
}

BOOST_AUTO_TEST_CASE(its_alerts_faults_and_commands_end_and_jobs_skip_it) {
    fleet_lab lab(scenario_for("10m", pumps + R"(
rules: {wet: {when: level > 0, where: $template = pump}}
faults: {stuck: {kind: stuck, signal: level, where: $id = 'pump-1', at: 30s, for: 9m}}
jobs:
  all: {group: all, command: {name: slow}, start: {at: 100s}, batches: [2, rest], next_batch: {soak: 5m}}
acts:
  ring: {at: 110s, command: {name: slow, answer_within: 5m}, devices: pump-1}
  move: {at: 2m, migrate: pump_v2}
expect:
  - {at: 119s, check: rules.wet.open = 4}
  - rules.wet.open = 0
  - {at: 125s, check: devices.total($template = pump_v2) = 4}
)"));
    lab.run();
    check_held(lab);
    const auto& result = lab.outcome().result;
    BOOST_TEST(result.acts.at("ring").reasons.count("the device was given another template") == 1U);
    const auto& counts = result.jobs.at("all").counts;
    BOOST_TEST(counts.failed == 2U);
    BOOST_TEST(counts.skipped == 2U);
}

BOOST_AUTO_TEST_CASE(its_faults_go_with_it_and_nothing_counts_it_twice) {
    fleet_lab lab(scenario_for("10m", pumps + R"(
rules: {wet: {when: level > 0, count: 1}}
faults:
  cut: {kind: offline, where: $id = 'pump-1', at: 1m, for: 3m}
  flaps: {kind: offline, where: $id = 'pump-2', at: 50s, for: 10s, every: {p50: 1m, p99: 2m}}
acts: {move: {at: 2m, migrate: pump_v2}}
expect:
  - {at: 3m, check: devices.online(NOT $id = 'pump-2') = 2}
  - {at: 3m, check: faults.cut.active = 1}
  - {at: 5m, check: faults.cut.recovered = 1}
  - faults.cut.devices = 1
  - faults.flaps.devices = 1
  - rules.wet.devices = 1
  - rules.wet.open = 1
)"));
    lab.run();
    check_held(lab);
    BOOST_TEST((seconds_of(events_of(lab, event_kind::fault_ended, "pump-1")) ==
                std::vector<double>{240}));
    BOOST_TEST(seconds_of(events_of(lab, event_kind::fault_begun, "pump-2")).back() > 200);
}

BOOST_AUTO_TEST_CASE(a_job_gives_batch_after_batch_another_template) {
    fleet_lab lab(scenario_for("10m", pumps + R"(
faults: {cut: {kind: offline, where: $id = 'pump-2', at: 50s, for: 8m}}
jobs: {upgrade: {group: all, migrate: pump_v2, start: {at: 1m}, batches: [2, rest], next_batch: {soak: 1m}}}
expect:
  - {at: 65s, check: devices.total($template = pump_v2) = 2}
  - {at: 3m, check: devices.total($template = pump_v2) = 4}
)"));
    lab.run();
    check_held(lab);
    BOOST_TEST(lab.outcome().result.jobs.at("upgrade").counts.succeeded == 4U);
    BOOST_TEST(lab.outcome().result.commands.sent == 0U);
}

BOOST_AUTO_TEST_CASE(devices_without_a_template_connect_and_do_nothing_until_they_are_given_one) {
    fleet_lab lab(scenario_for("10m", templates + R"(
fleets:
  pumps: {template: pump, count: 4, id: pump-#}
  new: {template: pump, count: 3, id: new-#, assign: by_hand}
acts:
  give: {at: 2m, migrate: pump, devices: [new-1, new-2]}
expect:
  - {at: 1m, check: devices.online = 7}
  - {at: 1m, check: devices.total($template IS NULL) = 3}
  - {at: 3m, check: devices.total($template IS NULL) = 1}
  - fleets.new.devices = 3
)"));
    lab.run();
    check_held(lab);
    BOOST_TEST(sent_between(lab, "new-1", sim_time(0s), sim_time(120s)) == 0U);
    BOOST_TEST(sent_between(lab, "new-1", sim_time(120s), sim_time(600s)) == 48U);
    BOOST_TEST(sent_between(lab, "new-3", sim_time(0s), sim_time(600s)) == 0U);
}

BOOST_AUTO_TEST_CASE(a_device_comes_back_to_the_template_that_it_had) {
    fleet_lab lab(scenario_for("10m", pumps + R"(
acts:
  go: {at: 2m, migrate: pump_v2, devices: pump-1}
  back: {at: 4m, migrate: pump, devices: pump-1}
  tune: {at: 3m, set: {speed: 6}, devices: pump-1}
)"));
    lab.run();
    check_held(lab);
    const auto d = detail_of(lab, "pump-1");
    BOOST_TEST(d.summary.template_name == "pump");
    BOOST_TEST(std::get<double>(d.properties.at("speed")) == 6);
    BOOST_TEST(sent_between(lab, "pump-1", sim_time(0s), sim_time(600s)) == 12U + 4U * 2 + 36U);
}

BOOST_AUTO_TEST_CASE(a_place_that_is_left_has_no_alerts_and_a_new_one_only_its_own) {
    fleet_lab lab(scenario_for("10m", pumps + R"(
rules:
  failed: {when: jobs.all.state = failed}
  slow: {when: mode = slow}
  eco: {when: owner = state}
  new: {when: speed = 9}
jobs: {all: {group: all, command: {name: slow}, start: {at: 100s}}}
acts:
  mine: {at: 1m, set: {speed: 4}}
  move: {at: 2m, migrate: pump_v2, devices: [pump-1, pump-2]}
  gone: {at: 2m, do: remove, devices: pump-3}
)"));
    lab.run();
    check_held(lab);
    const auto& rules = lab.outcome().result.rules;
    BOOST_TEST(rules.at("failed").open == 0U);
    BOOST_TEST(rules.at("slow").open == 2U);  // what the new template begins with
    BOOST_TEST(rules.at("eco").devices == 0U);
    BOOST_TEST(rules.at("new").devices == 0U);  // its speed came along before anybody looked
}

BOOST_AUTO_TEST_CASE(nothing_of_an_earlier_stay_comes_back) {
    fleet_lab lab(scenario_for("20m", pumps + R"(
acts:
  early: {at: 1m, set: {speed: 4, mode: eco}, devices: pump-1}
  go: {at: 2m, migrate: pump_v2, devices: pump-1}
  there: {at: 3m, set: {speed: 5}, devices: pump-1}
  never_mind: {at: 4m, unset: [speed], devices: pump-1}
  back: {at: 5m, migrate: pump, devices: pump-1}
  again: {at: 6m, do: block, devices: pump-1}
  late: {at: 7m, set: {speed: 7}, devices: pump-1}
  and_over: {at: 8m, migrate: pump_v2, devices: pump-1}
  free: {at: 9m, do: unblock, devices: pump-1}
expect:
  - {at: 5m30s, check: devices.total(desired.speed IS NOT NULL) = 0}
  - {at: 5m30s, check: devices.total($id = 'pump-1' AND mode = boost AND desired.mode IS NULL) = 1}
  - {at: 8m30s, check: devices.total(desired.speed = 7 AND acknowledged.speed IS NULL) = 1}
  - {at: 10m, check: devices.total(speed = 7 AND acknowledged.speed = 200 AND mode = slow) = 1}
  - {at: 10m, check: devices.total(desired.mode IS NOT NULL) = 0}
)"));
    lab.run();
    check_held(lab);
}

BOOST_AUTO_TEST_CASE(what_it_kept_to_send_later_is_lost) {
    fleet_lab lab(scenario_for("20m", R"(
templates:
  a: {telemetry: {x: {constant: 1}}, messages: {m: {every: 1m}}, connectivity: {buffer: {keep: 1h}}}
  b: {telemetry: {x: {constant: 1}}, messages: {m: {every: 1m}}, connectivity: {buffer: {keep: 1h}}}
fleets: {f: {template: a, count: 2, id: d-#}}
faults: {cut: {kind: offline, at: 2m, for: 10m}}
acts: {go: {at: 7m, migrate: b, devices: d-1}, gone: {at: 7m, do: remove, devices: d-2}}
)"));
    lab.run();
    check_held(lab);
    const auto& traffic = lab.outcome().result.traffic;
    BOOST_TEST(traffic.readings_buffered == 0U);
    BOOST_TEST(traffic.readings_lost + traffic.readings_sent == traffic.readings_generated);
}

BOOST_AUTO_TEST_CASE(an_act_that_nobody_prepared_says_so) {
    acting_run run(pumps);
    auto& unknown = run.at(sim_time(60s), ada,
                           lifecycle_act{{{"pump-1"}, ""}, lifecycle_verb::migrate, "pump_v3"});
    auto& nowhere = run.at(sim_time(60s), ada,
                           lifecycle_act{{{"pump-1"}, ""}, lifecycle_verb::migrate, "pump_v2"});
    run.lab.run();
    BOOST_TEST(is(unknown, act_outcome::invalid));
    BOOST_TEST(unknown->problem.find("did you mean 'pump_v2'?") != std::string::npos,
               unknown->problem);
    BOOST_TEST(is(nowhere, act_outcome::invalid));
}

BOOST_AUTO_TEST_SUITE_END()
