#include <boost/test/unit_test.hpp>

#include "tests/actors/acting_run.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono_literals;

/// Devices that are blocked, wait for their approval or are removed.
namespace {

const std::string pumps = R"(
templates:
  pump:
    telemetry: {level: 1..2}
    messages: {status: {every: 10s, carries: level}}
    properties: {speed: {type: integer, initial: 1, writable: true}}
    commands: {slow: {takes: 60s}}
fleets:
  pumps: {template: pump, count: 4, id: pump-#}
)";

lifecycle_act act_on(const std::string& id, lifecycle_verb verb) {
    return {{{id}, ""}, verb};
}

/// Readings that a device sent within [from, to).
std::size_t sent_between(const fleet_lab& lab, const std::string& id, sim_time from, sim_time to) {
    const auto all = readings_of(lab, id);
    return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [&](const auto& r) {
        return r.sent && r.at >= from && r.at < to;
    }));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(hold_test)

BOOST_AUTO_TEST_CASE(a_blocked_device_is_silent_until_it_is_unblocked) {
    acting_run run(pumps +
                   "expect:\n"
                   "  - {at: 90s, check: devices.total($blocked) = 1}\n"
                   "  - {at: 90s, check: devices.online = 3}\n");
    auto& blocked = run.at(sim_time(60s), ada, act_on("pump-1", lifecycle_verb::block));
    auto& again = run.at(sim_time(70s), ada, act_on("pump-1", lifecycle_verb::block));
    auto& back = run.at(sim_time(120s), ada, act_on("pump-1", lifecycle_verb::unblock));
    run.lab.run();
    BOOST_TEST(is(blocked, act_outcome::done));
    BOOST_TEST(is(again, act_outcome::unchanged));
    BOOST_TEST(is(back, act_outcome::done));
    BOOST_TEST(sent_between(run.lab, "pump-1", sim_time(0s), sim_time(60s)) == 6U);
    BOOST_TEST(sent_between(run.lab, "pump-1", sim_time(60s), sim_time(120s)) == 0U);
    BOOST_TEST(sent_between(run.lab, "pump-1", sim_time(120s), sim_time(180s)) == 6U);
    BOOST_TEST(sent_between(run.lab, "pump-2", sim_time(60s), sim_time(120s)) == 6U);
    for (const auto& e : run.lab.outcome().result.expectations)
        BOOST_TEST((e.outcome == expectation_result::verdict::held), e.text);
    for (std::uint32_t s = 0; s < run.lab.shards(); ++s)
        BOOST_TEST((run.lab.folded(s) == run.lab.shard(s).state));
}

BOOST_AUTO_TEST_CASE(a_blocked_device_goes_on_measuring_and_keeps_what_it_can) {
    auto yaml = pumps;
    yaml.replace(yaml.find("id: pump-#"), 10,
                 "id: pump-#, connectivity: {buffer: {keep: 10m, flush: 10/s}}");
    acting_run run(yaml);
    run.at(sim_time(60s), ada, act_on("pump-1", lifecycle_verb::block));
    run.at(sim_time(120s), ada, act_on("pump-1", lifecycle_verb::unblock));
    run.lab.run();
    BOOST_TEST(readings_of(run.lab, "pump-1").size() == 60U);
    BOOST_TEST(run.lab.late.size() == 6U);
    BOOST_TEST(run.lab.outcome().result.traffic.readings_lost == 0U);
}

BOOST_AUTO_TEST_CASE(a_blocked_device_receives_nothing_and_takes_it_when_it_is_back) {
    acting_run run(pumps);
    run.at(sim_time(60s), ada, act_on("pump-1", lifecycle_verb::block));
    run.at(sim_time(70s), ada, property_act{{{"pump-1"}, ""}, {{"speed", 2.0}}});
    command_act told;
    told.device = "pump-1", told.command = "slow", told.id = "a";
    auto& refused = run.at(sim_time(70s), ada, told);
    run.at(sim_time(120s), ada, act_on("pump-1", lifecycle_verb::unblock));
    run.lab.run();
    BOOST_TEST_REQUIRE(refused->command.has_value());
    BOOST_TEST(refused->command->code == 403U);
    const auto taken = events_of(run.lab, event_kind::property_accepted);
    BOOST_TEST((seconds_of(taken) == std::vector<double>{120}));
}

BOOST_AUTO_TEST_CASE(all_for_which_a_condition_holds_are_blocked_at_once) {
    acting_run run(pumps);
    auto& most =
        run.at(sim_time(60s), ada, lifecycle_act{{{}, "$id != 'pump-1'"}, lifecycle_verb::block});
    run.lab.run();
    BOOST_TEST(most->matched == 3U);
    BOOST_TEST(most->changed == 3U);
    BOOST_TEST(run.lab.outcome().result.devices.online == 1U);
}

BOOST_AUTO_TEST_CASE(a_device_that_waits_for_its_approval_has_never_connected) {
    auto yaml = pumps;
    yaml.replace(yaml.find("id: pump-#"), 10, "id: pump-#, approve: by_hand");
    acting_run run(yaml + "expect: [{at: 30s, check: devices.total($approved) = 0}]\n");
    auto& answer = run.at(sim_time(60s), ada, act_on("pump-1", lifecycle_verb::approve));
    run.lab.run();
    BOOST_TEST(is(answer, act_outcome::done));
    BOOST_TEST(sent_between(run.lab, "pump-1", sim_time(0s), sim_time(60s)) == 0U);
    BOOST_TEST(sent_between(run.lab, "pump-1", sim_time(60s), sim_time(120s)) == 6U);
    BOOST_TEST(sent_between(run.lab, "pump-2", sim_time(0s), sim_time(600s)) == 0U);
    BOOST_TEST(
        (run.lab.outcome().result.expectations[0].outcome == expectation_result::verdict::held));
    for (std::uint32_t s = 0; s < run.lab.shards(); ++s)
        BOOST_TEST((run.lab.folded(s) == run.lab.shard(s).state));
}

BOOST_AUTO_TEST_CASE(a_removed_device_is_counted_nowhere_and_its_commands_end) {
    acting_run run(pumps + "rules: {wet: {when: level > 0}, slow: {when: level > 0, for: 2m}}\n");
    command_act told;
    told.device = "pump-1", told.command = "slow", told.id = "a", told.answer_within = 5min;
    auto& ended = run.at(sim_time(50s), ada, told);
    auto& removed = run.at(sim_time(60s), ada, act_on("pump-1", lifecycle_verb::remove));
    auto& unknown = run.at(sim_time(90s), ada, act_on("pump-1", lifecycle_verb::unblock));
    run.lab.run();
    BOOST_TEST(is(removed, act_outcome::done));
    BOOST_TEST(is(unknown, act_outcome::not_found));
    BOOST_TEST_REQUIRE(ended->command.has_value());
    BOOST_TEST(ended->command->reason == "the device was removed");
    BOOST_TEST(run.lab.outcome().result.devices.total == 3U);
    BOOST_TEST(run.lab.outcome().result.rules.at("wet").open == 3U);
    BOOST_TEST(run.lab.outcome().result.rules.at("slow").open == 3U);
    BOOST_TEST(sent_between(run.lab, "pump-1", sim_time(60s), sim_time(600s)) == 0U);
}

BOOST_AUTO_TEST_CASE(a_device_is_registered_until_it_connects_and_provisioned_ever_after) {
    acting_run run(pumps + R"(
  new: {template: pump, count: 2, id: new-#, approve: by_hand}
  late: {template: pump, count: 1, id: late-#, arrive: [{for: 4m, to: 0%}, {for: 1s, to: 100%}]}
expect:
  - {at: 90s, check: devices.total($provisioned) = 4}
  - {at: 150s, check: devices.total($provisioned) = 5}
  - {at: 200s, check: devices.total(NOT $provisioned) = 1}
  - {at: 5m, check: devices.total($provisioned) = 6}
)");
    run.at(sim_time(120s), ada, act_on("new-1", lifecycle_verb::approve));
    run.at(sim_time(180s), ada, act_on("new-1", lifecycle_verb::block));
    run.lab.run();
    for (const auto& e : run.lab.outcome().result.expectations)
        BOOST_TEST((e.outcome == expectation_result::verdict::held), e.text);
    BOOST_TEST((seconds_of(events_of(run.lab, event_kind::device_provisioned, "new-1")) ==
                std::vector<double>{120}));
    for (std::uint32_t s = 0; s < run.lab.shards(); ++s)
        BOOST_TEST((run.lab.folded(s) == run.lab.shard(s).state));
}

BOOST_AUTO_TEST_CASE(connections_are_told_once_a_window_as_they_are_at_its_end) {
    run_options once_a_minute;
    once_a_minute.gather_connections = 60s;
    fleet_lab lab(scenario_for("10m", pumps + R"(
faults:
  flaps: {kind: offline, where: $id = 'pump-1', at: 70s, for: 20s}
  again: {kind: offline, where: $id = 'pump-1', at: 100s, for: 10s}
  stays: {kind: offline, where: $id = 'pump-2', at: 119s, for: 62s}
)"),
                  once_a_minute);
    lab.run();
    const auto told = [&](event_kind kind, const char* id) {
        return seconds_of(events_of(lab, kind, id));
    };
    BOOST_TEST(told(event_kind::device_offline, "pump-1").empty());
    BOOST_TEST((told(event_kind::device_online, "pump-1") == std::vector<double>{120}));
    BOOST_TEST((told(event_kind::device_offline, "pump-2") == std::vector<double>{120}));
    BOOST_TEST((told(event_kind::device_online, "pump-2") == std::vector<double>{240}));
}

BOOST_AUTO_TEST_SUITE_END()
