#include <boost/test/unit_test.hpp>

#include "fleet/device_page.hpp"
#include "tests/actors/acting_run.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono_literals;

namespace {

/// Pumps whose setpoint takes half a minute to take, and whose mode is never taken.
const std::string pumps = R"(
templates:
  pump:
    telemetry: {level: 1..2}
    properties:
      setpoint: {type: number, initial: 20, writable: true, takes: 30s}
      mode: {values: [eco, boost], initial: eco, writable: true, rejects: {too hot: 100%}}
      owner: {values: [city, state], initial: city, cloud: true}
fleets: {pumps: {template: pump, count: 4, id: pump-#}}
)";
const std::string away = R"(
faults: {cut: {kind: offline, where: $id = 'pump-2', at: 50s, for: 100s}}
)";

property_act set(const std::string& id, const std::string& property, plain_value value) {
    return {{{id}, ""}, {{property, std::move(value)}}};
}

device_detail detail_of(const fleet_lab& lab, const std::string& id) {
    const auto [shard, place] = place_of(lab, id);
    return describe(lab.the_world(), lab.shard(shard).columns, lab.shard(shard).state, place);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(twin_test)

BOOST_AUTO_TEST_CASE(a_device_takes_what_is_desired_after_its_time) {
    acting_run run(pumps +
                   "groups: {wanted: desired.setpoint = 25, there: acknowledged.setpoint = "
                   "200, reports: setpoint = 25}\n"
                   "expect:\n"
                   "  - {at: 89s, check: devices.total(desired.setpoint = 25) = 1}\n"
                   "  - {at: 89s, check: devices.total(setpoint = 25) = 0}\n"
                   "  - {at: 91s, check: devices.total(setpoint = 25) = 1}\n");
    auto& answer = run.at(sim_time(60s), ada, set("pump-1", "setpoint", 25.0));
    run.lab.run();
    BOOST_TEST(is(answer, act_outcome::done));
    BOOST_TEST(answer->changed == 1U);
    const auto taken = events_of(run.lab, event_kind::property_accepted);
    BOOST_TEST((seconds_of(taken) == std::vector<double>{90}));
    const auto twin = detail_of(run.lab, "pump-1").twin.at("setpoint");
    BOOST_TEST(std::get<double>(twin.desired) == 25);
    BOOST_TEST(twin.desired_version == 1U);
    BOOST_TEST(twin.ack_version == 1U);
    BOOST_TEST(twin.ack_code == 200U);
    BOOST_TEST(!twin.pending);
    BOOST_TEST((twin.desired_at == sim_time(60s)));
    BOOST_TEST((twin.reported_at == sim_time(90s)));
    for (const char* group : {"wanted", "there", "reports"})
        BOOST_TEST(run.lab.outcome().result.groups.at(group).devices == 1U);
    for (const auto& e : run.lab.outcome().result.expectations)
        BOOST_TEST((e.outcome == expectation_result::verdict::held), e.text);
    for (std::uint32_t s = 0; s < run.lab.shards(); ++s)
        BOOST_TEST((run.lab.folded(s) == run.lab.shard(s).state));
}

BOOST_AUTO_TEST_CASE(
    a_device_answers_all_that_one_act_wants_of_it_when_it_is_through_with_the_slowest) {
    acting_run run(R"(
templates:
  pump:
    telemetry: {level: 1..2}
    properties:
      setpoint: {type: number, initial: 20, writable: true, takes: 30s}
      limit: {type: number, initial: 20, writable: true, takes: 50s}
      mode: {values: [eco, boost], initial: eco, writable: true, rejects: {too hot: 100%}}
fleets: {pumps: {template: pump, count: 2, id: pump-#}}
)");
    run.at(sim_time(60s), ada,
           property_act{{{"pump-1"}, ""},
                        {{"setpoint", 25.0}, {"limit", 30.0}, {"mode", std::string("boost")}}});
    run.at(sim_time(70s), ada, set("pump-1", "setpoint", 26.0));
    run.lab.run();
    const auto taken = events_of(run.lab, event_kind::property_accepted, "pump-1");
    BOOST_TEST((seconds_of(taken) == std::vector<double>{100, 110}));  // of 26, and of the limit
    const auto rejected = events_of(run.lab, event_kind::property_rejected, "pump-1");
    BOOST_TEST((seconds_of(rejected) == std::vector<double>{110}));
    BOOST_TEST(std::get<double>(detail_of(run.lab, "pump-1").properties.at("setpoint")) == 26);
}

BOOST_AUTO_TEST_CASE(two_acts_at_one_instant_are_answered_each_in_its_time) {
    acting_run run(R"(
templates:
  pump:
    telemetry: {level: 1..2}
    properties:
      setpoint: {type: number, initial: 20, writable: true, takes: 10s}
      limit: {type: number, initial: 20, writable: true, takes: 60s}
fleets: {pumps: {template: pump, count: 2, id: pump-#}}
)");
    run.at(sim_time(60s), ada, set("pump-1", "setpoint", 25.0));
    run.at(sim_time(60s), ada, set("pump-1", "limit", 25.0));
    run.lab.run();
    const auto taken = events_of(run.lab, event_kind::property_accepted, "pump-1");
    BOOST_TEST((seconds_of(taken) == std::vector<double>{70, 120}));
}

BOOST_AUTO_TEST_CASE(a_device_that_flaps_takes_a_value_its_time_after_its_last_return) {
    acting_run run(pumps +
                   "faults:\n"
                   "  one: {kind: offline, where: $id = 'pump-2', at: 50s, for: 20s}\n"
                   "  two: {kind: offline, where: $id = 'pump-2', at: 80s, for: 15s}\n");
    run.at(sim_time(60s), ada, set("pump-2", "setpoint", 25.0));
    run.lab.run();
    const auto taken = events_of(run.lab, event_kind::property_accepted);
    BOOST_TEST((seconds_of(taken) == std::vector<double>{125}));
}

BOOST_AUTO_TEST_CASE(what_is_taken_back_is_neither_wanted_nor_taken_and_versions_go_on) {
    acting_run run(pumps + "groups: {wanted: desired.setpoint IS NOT NULL}\n");
    run.at(sim_time(60s), ada, set("pump-1", "setpoint", 25.0));
    auto& back = run.at(sim_time(70s), ada, set("pump-1", "setpoint", {}));
    auto& again = run.at(sim_time(71s), ada, set("pump-1", "setpoint", {}));
    auto& cloud = run.at(sim_time(72s), ada, set("pump-1", "owner", {}));
    run.at(sim_time(60s), ada, set("pump-2", "setpoint", 25.0));
    run.at(sim_time(120s), ada, set("pump-2", "setpoint", {}));
    run.at(sim_time(180s), ada, set("pump-2", "setpoint", 25.0));
    run.lab.run();
    BOOST_TEST(is(back, act_outcome::done));
    BOOST_TEST(is(again, act_outcome::unchanged));
    BOOST_TEST(is(cloud, act_outcome::invalid));
    BOOST_TEST(cloud->problem ==
               "the property 'owner' is a cloud property and keeps its value; what is wanted of a "
               "writable one can be taken back");
    const auto one = detail_of(run.lab, "pump-1");
    BOOST_TEST(std::get<double>(one.properties.at("setpoint")) == 20);
    BOOST_TEST((one.twin.at("setpoint").desired == plain_value()));
    BOOST_TEST(one.twin.at("setpoint").desired_version == 2U);
    BOOST_TEST(!one.twin.at("setpoint").pending);
    const auto two = detail_of(run.lab, "pump-2").twin.at("setpoint");
    BOOST_TEST(two.desired_version == 3U);
    BOOST_TEST(two.ack_version == 3U);
    BOOST_TEST(run.lab.outcome().result.groups.at("wanted").devices == 1U);
}

BOOST_AUTO_TEST_CASE(a_job_sets_cloud_properties_of_devices_that_are_away_too) {
    acting_run run(pumps + away +
                   "jobs:\n"
                   "  moved: {set: {owner: state}, start: {at: 60s}}\n"
                   "  both: {set: {owner: city, setpoint: 25}, start: {at: 2m}}\n"
                   "expect:\n"
                   "  - {at: 63s, check: devices.total(owner = state) = 4}\n"
                   "  - {at: 123s, check: devices.total(owner = city) = 3}\n");
    run.lab.run();
    const auto& result = run.lab.outcome().result;
    for (const auto& e : result.expectations)
        BOOST_TEST((e.outcome == expectation_result::verdict::held), e.text);
    BOOST_TEST(result.jobs.at("moved").counts.succeeded == 4U);
    BOOST_TEST(result.jobs.at("both").counts.succeeded == 4U);
    BOOST_TEST(result.commands.sent == 4U);  // of the job that asked the devices
    const auto d = detail_of(run.lab, "pump-2");
    BOOST_TEST(std::get<std::string>(d.properties.at("owner")) == "city");
    BOOST_TEST(d.twin.count("owner") == 0U);
}

BOOST_AUTO_TEST_CASE(a_device_that_was_away_takes_the_newest_value_and_answers_once) {
    acting_run run(pumps + away);
    run.at(sim_time(60s), ada, set("pump-2", "setpoint", 25.0));
    run.at(sim_time(80s), ada, set("pump-2", "setpoint", 26.0));
    run.lab.run();
    const auto taken = events_of(run.lab, event_kind::property_accepted);
    BOOST_TEST((seconds_of(taken) == std::vector<double>{180}));
    const auto twin = detail_of(run.lab, "pump-2").twin.at("setpoint");
    BOOST_TEST(twin.desired_version == 2U);
    BOOST_TEST(twin.ack_version == 2U);
    BOOST_TEST(std::get<double>(detail_of(run.lab, "pump-2").properties.at("setpoint")) == 26);
}

BOOST_AUTO_TEST_CASE(a_value_that_is_overtaken_while_the_device_thinks_is_never_taken) {
    acting_run run(pumps);
    run.at(sim_time(60s), ada, set("pump-1", "setpoint", 25.0));
    run.at(sim_time(70s), ada, set("pump-1", "setpoint", 26.0));
    run.lab.run();
    const auto taken = events_of(run.lab, event_kind::property_accepted);
    BOOST_TEST((seconds_of(taken) == std::vector<double>{100}));
    BOOST_TEST(detail_of(run.lab, "pump-1").twin.at("setpoint").ack_version == 2U);
}

BOOST_AUTO_TEST_CASE(a_device_that_rejects_a_value_says_why_and_keeps_its_own) {
    acting_run run(pumps);
    run.at(sim_time(60s), ada, set("pump-1", "mode", std::string("boost")));
    run.lab.run();
    const auto d = detail_of(run.lab, "pump-1");
    const auto& twin = d.twin.at("mode");
    BOOST_TEST(twin.ack_code == 400U);
    BOOST_TEST(twin.ack_text == "too hot");
    BOOST_TEST(!twin.pending);
    BOOST_TEST(std::get<std::string>(d.properties.at("mode")) == "eco");
    BOOST_TEST(events_of(run.lab, event_kind::property_rejected, "pump-1").size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_cloud_property_is_no_matter_of_the_device) {
    acting_run run(pumps + away);
    auto& answer = run.at(sim_time(60s), ada, set("pump-2", "owner", std::string("state")));
    run.lab.run();
    BOOST_TEST(is(answer, act_outcome::done));
    const auto d = detail_of(run.lab, "pump-2");
    BOOST_TEST(std::get<std::string>(d.properties.at("owner")) == "state");
    BOOST_TEST(d.twin.empty());
}

BOOST_AUTO_TEST_CASE(what_a_job_sets_is_desired_until_the_device_answers_the_job) {
    acting_run run(pumps +
                   "jobs: {warm: {set: {setpoint: 25}, start: {at: 60s}}, hot: {set: "
                   "{mode: boost}, start: {at: 2m}}}\n");
    run.lab.run();
    const auto d = detail_of(run.lab, "pump-3");
    BOOST_TEST(d.twin.at("setpoint").ack_code == 200U);
    BOOST_TEST(std::get<double>(d.properties.at("setpoint")) == 25);
    BOOST_TEST(d.twin.at("mode").ack_code == 400U);
    BOOST_TEST(d.twin.at("mode").ack_text == "too hot");
    BOOST_TEST(run.lab.outcome().result.jobs.at("warm").counts.succeeded == 4U);
    BOOST_TEST(run.lab.outcome().result.jobs.at("hot").counts.failed == 4U);
}

BOOST_AUTO_TEST_CASE(what_a_job_gave_up_waiting_for_is_taken_all_the_same) {
    acting_run run(pumps + "jobs: {warm: {set: {setpoint: 25}, finish: 10s, start: {at: 60s}}}\n");
    run.lab.run();
    BOOST_TEST(run.lab.outcome().result.jobs.at("warm").counts.timed_out == 4U);
    const auto d = detail_of(run.lab, "pump-3");
    BOOST_TEST(std::get<double>(d.properties.at("setpoint")) == 25);
    BOOST_TEST(d.twin.at("setpoint").ack_version == 1U);
}

BOOST_AUTO_TEST_CASE(what_a_job_wanted_and_an_operator_overtook_is_not_taken) {
    acting_run run(pumps + "jobs: {warm: {set: {setpoint: 25}, start: {at: 60s}}}\n");
    run.at(sim_time(70s), ada, set("pump-1", "setpoint", 26.0));
    run.lab.run();
    const auto d = detail_of(run.lab, "pump-1");
    BOOST_TEST(std::get<double>(d.properties.at("setpoint")) == 26);
    BOOST_TEST(d.twin.at("setpoint").ack_version == 2U);
    BOOST_TEST((seconds_of(events_of(run.lab, event_kind::property_accepted, "pump-1")) ==
                std::vector<double>{100}));
}

BOOST_AUTO_TEST_CASE(a_text_that_an_act_names_and_a_value_that_only_some_fleets_have_are_taken) {
    fleet_lab lab(scenario_for("10m", R"(
templates:
  pump: {telemetry: {x: 1}, properties: {label: {type: text, initial: old, writable: true}, mode: {values: [eco, boost], initial: eco, writable: true}}}
  valve: {telemetry: {x: 1}, properties: {mode: {values: [open, shut], initial: open, writable: true}}}
fleets: {pumps: {template: pump, count: 4, id: pump-#}, valves: {template: valve, count: 3, id: valve-#}}
acts:
  name: {at: 1m, set: {label: fresh}}
  boost: {at: 2m, set: {mode: boost}, where: $fleet = pumps}
)"));
    lab.run();
    const auto& acts = lab.outcome().result.acts;
    BOOST_TEST(acts.at("name").changed == 4U, acts.at("name").problem);
    BOOST_TEST(acts.at("boost").changed == 4U, acts.at("boost").problem);
    BOOST_TEST(std::get<std::string>(detail_of(lab, "pump-1").properties.at("label")) == "fresh");
}

BOOST_AUTO_TEST_CASE(an_act_of_the_scenario_is_in_the_result) {
    fleet_lab lab(
        scenario_for("10m", pumps + away +
                                "acts:\n"
                                "  warm: {at: 1m, set: {setpoint: 25}}\n"
                                "  again: {at: 2m, set: {setpoint: 25}, devices: pump-1}\n"
                                "  nobody: {at: 3m, do: block, where: setpoint > 90}\n"));
    lab.run();
    const auto& acts = lab.outcome().result.acts;
    BOOST_TEST(acts.at("warm").outcome == "done");
    BOOST_TEST(acts.at("warm").changed == 4U);
    BOOST_TEST(acts.at("again").outcome == "unchanged");
    BOOST_TEST(acts.at("nobody").outcome == "unchanged");
    BOOST_TEST(acts.at("nobody").matched == 0U);
    BOOST_TEST(seconds_of(events_of(lab, event_kind::property_accepted, "pump-1")).front() == 90);
    BOOST_TEST(seconds_of(events_of(lab, event_kind::property_accepted, "pump-2")).front() == 180);
}

BOOST_AUTO_TEST_SUITE_END()
