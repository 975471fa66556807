#include <boost/test/unit_test.hpp>

#include "actors/defaults.hpp"
#include "tests/actors/acting_run.hpp"
#include "tests/support/spoken_command.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono_literals;

/// What devices answer to commands, what requests may be, and what becomes of commands in the end.
namespace {

const std::string pumps = R"(
templates:
  pump:
    telemetry: {level: {normal: 4, sd: 0}}
    properties: {speed: {type: integer, initial: 1}}
    commands:
      turn: {takes: 5s, sets: {speed: request.to}}
      slow: {takes: 60s}
      fragile: {takes: 5s, fails: {broken: 100%}}
      update: {takes: 2m, long_running: true}
fleets: {pumps: {template: pump, count: 4, id: pump-#}}
faults: {cut: {kind: offline, where: $id = 'pump-2', at: 50s, for: 100s}}
)";

using counts = std::map<std::string, std::uint64_t>;

scenario asked_pumps(const std::string& more = {}, bool asks = false, std::size_t padding = 0) {
    return with_answers(scenario_for("10m", pumps + more),
                        std::make_shared<spoken_command>(asks, padding));
}

command_act tell(const std::string& device, const std::string& command, const std::string& id) {
    command_act told;
    told.device = device;
    told.command = command;
    told.id = id;
    told.request = {{"to", 7.0}};
    return told;
}

const command_record& record_of(const std::optional<act_answer>& answer) {
    BOOST_TEST_REQUIRE(answer.has_value());
    BOOST_TEST_REQUIRE(answer->command.has_value());
    return *answer->command;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(answer_test)

BOOST_AUTO_TEST_CASE(a_device_answers_with_its_own_values_as_the_command_leaves_them) {
    acting_run run(asked_pumps());
    auto& answer = run.at(sim_time(120s), ada, tell("pump-1", "turn", "a"));
    run.lab.run();
    const auto& told = record_of(answer).answer;
    const auto at = run.lab.the_world().source().time.start + sim_time(125s);
    BOOST_TEST(told.starts_with("{\"level\":4,\"speed\":7,\"drawn\":"), told);
    BOOST_TEST(told.ends_with("\"at\":" + std::to_string(at.time_since_epoch().count()) + "}"),
               told);
    for (std::uint32_t s = 0; s < run.lab.shards(); ++s)
        BOOST_TEST((run.lab.folded(s) == run.lab.shard(s).state));
}

BOOST_AUTO_TEST_CASE(an_invocation_has_one_answer_and_others_have_theirs) {
    acting_run run(asked_pumps());
    auto& first = run.at(sim_time(120s), ada, tell("pump-1", "turn", "a"));
    auto& again = run.at(sim_time(180s), ada, tell("pump-1", "turn", "a"));
    auto& another = run.at(sim_time(120s), ada, tell("pump-1", "turn", "b"));
    auto& elsewhere = run.at(sim_time(120s), ada, tell("pump-3", "turn", "a"));
    run.lab.run();
    BOOST_TEST(record_of(first).answer == record_of(again).answer);
    BOOST_TEST(record_of(first).answer != record_of(another).answer);
    BOOST_TEST(record_of(first).answer != record_of(elsewhere).answer);
}

BOOST_AUTO_TEST_CASE(only_what_succeeded_has_an_answer) {
    acting_run run(asked_pumps());
    auto& broken = run.at(sim_time(60s), ada, tell("pump-1", "fragile", "a"));
    auto& late = run.at(sim_time(60s), ada, tell("pump-1", "slow", "b"));
    auto& accepted = run.at(sim_time(60s), ada, tell("pump-1", "update", "c"));
    auto& ended = run.at(sim_time(200s), ada, tell("pump-1", "update", "c"));
    run.lab.run();
    BOOST_TEST(record_of(broken).answer == "");
    BOOST_TEST(record_of(late).answer == "");
    BOOST_TEST(record_of(accepted).answer == "");
    BOOST_TEST(record_of(ended).answer != "");
}

BOOST_AUTO_TEST_CASE(a_command_that_is_written_in_the_scenario_has_no_answer) {
    acting_run run(pumps);
    auto& answer = run.at(sim_time(60s), ada, tell("pump-1", "turn", "a"));
    run.lab.run();
    BOOST_TEST((record_of(answer).state == command_state::succeeded));
    BOOST_TEST(record_of(answer).answer == "");
    BOOST_TEST(record_of(answer).reason == "");
}

BOOST_AUTO_TEST_CASE(an_answer_that_is_too_long_is_not_kept_and_the_record_says_so) {
    acting_run run(asked_pumps({}, false, defaults::command_answer_bytes));
    auto& answer = run.at(sim_time(60s), ada, tell("pump-1", "turn", "a"));
    run.lab.run();
    BOOST_TEST((record_of(answer).state == command_state::succeeded));
    BOOST_TEST(record_of(answer).answer == "");
    BOOST_TEST(record_of(answer).reason == "the answer is longer than 8192 bytes and is not kept");
}

BOOST_AUTO_TEST_CASE(a_request_that_the_model_does_not_have_is_invalid) {
    acting_run run(asked_pumps({}, true));
    auto unknown = tell("pump-1", "turn", "a"), missing = tell("pump-1", "slow", "b"),
         deep = tell("pump-1", "slow", "c");
    unknown.request.emplace_back("way", std::string("left"));
    missing.request.clear();
    request_value nested(1.0);
    for (std::size_t i = 0; i < request_levels_max; ++i)
        nested = request_value(request_value::form::object, {{"to", nested}});
    deep.request = {{"to", nested}};
    auto& no_field = run.at(sim_time(60s), ada, unknown);
    auto& nothing = run.at(sim_time(60s), ada, missing);
    auto& too_deep = run.at(sim_time(60s), ada, deep);
    auto& right = run.at(sim_time(60s), ada, tell("pump-1", "turn", "d"));
    run.lab.run();
    BOOST_TEST(muster::testing::is(no_field, act_outcome::invalid));
    BOOST_TEST(no_field->problem == "request.way: there is no such field");
    BOOST_TEST(muster::testing::is(nothing, act_outcome::invalid));
    BOOST_TEST(nothing->problem == "request: there is none; write one");
    BOOST_TEST(muster::testing::is(too_deep, act_outcome::invalid));
    BOOST_TEST(too_deep->problem == "a request has at most 12 levels of lists and objects");
    BOOST_TEST((record_of(right).state == command_state::succeeded));
}

BOOST_AUTO_TEST_CASE(devices_whose_model_does_not_take_the_request_refuse_it) {
    auto s = asked_pumps();
    s.templates.push_back(s.templates.front());
    s.templates.back().name = "strict";
    for (auto& command : s.templates.back().commands)
        command.model = std::make_shared<spoken_command>(true);
    s.fleets.push_back(s.fleets.front());
    s.fleets.back().name = "others";
    s.fleets.back().id_pattern = "other-#";
    s.fleets.back().template_index = static_cast<std::uint32_t>(s.templates.size() - 1);
    acting_run run(s);
    auto told = tell("other-1", "slow", "a");
    told.request = {{"way", 1.0}};
    auto& refused = run.at(sim_time(60s), ada, told);
    told.device = "pump-1";
    auto& sent = run.at(sim_time(60s), ada, told);
    run.lab.run();
    BOOST_TEST((record_of(refused).state == command_state::refused));
    BOOST_TEST(record_of(refused).code == 400);
    BOOST_TEST(record_of(refused).reason == "request.way: there is no such field");
    BOOST_TEST((record_of(sent).state != command_state::refused));
}

BOOST_AUTO_TEST_CASE(a_job_s_command_fails_where_the_model_does_not_take_its_request) {
    fleet_lab lab(asked_pumps(
        "jobs: {j: {command: {name: slow, request: {way: 1}}, start: {at: 3m}}}\n", true));
    lab.run();
    const counts all{{"request.way: there is no such field", 4}};
    BOOST_TEST((lab.outcome().result.jobs.at("j").reasons == all));
}

BOOST_AUTO_TEST_CASE(the_result_says_what_became_of_commands_after_their_acts_were_answered) {
    acting_run run(asked_pumps(R"(
acts:
  at_once: {at: 60s, command: {name: turn, request: {to: 3}}, devices: [pump-1, pump-2]}
  kept: {at: 60s, command: {name: turn, request: {to: 4}, queue_for: 1h}, devices: pump-2}
  given_up: {at: 60s, command: {name: turn, request: {to: 5}, queue_for: 30s}, devices: pump-2}
  long: {at: 60s, command: update, devices: [pump-1, pump-3]}
  too_long: {at: 9m, command: update, devices: pump-1}
  unanswered: {at: 590s, command: {name: slow, answer_within: 1h}, devices: pump-3}
  blocked: {at: 1s, do: unblock, where: $blocked}
)"));
    run.lab.run();
    const auto& acts = run.lab.outcome().result.acts;
    const auto stood = [&](const char* act) { return acts.at(act).commands; };
    const auto ended = [&](const char* act) { return acts.at(act).ended; };
    BOOST_TEST((stood("at_once") == counts{{"refused", 1}, {"succeeded", 1}}));
    BOOST_TEST((ended("at_once") == counts{{"refused", 1}, {"succeeded", 1}}));
    BOOST_TEST(acts.at("at_once").answer == "");  // there could be two
    BOOST_TEST((stood("kept") == counts{{"queued", 1}}));
    BOOST_TEST((ended("kept") == counts{{"succeeded", 1}}));
    BOOST_TEST(acts.at("kept").answer.starts_with("{\"level\":4,\"speed\":4,"));
    BOOST_TEST((ended("given_up") == counts{{"expired", 1}}));
    BOOST_TEST((acts.at("given_up").reasons ==
                counts{{"the device did not connect within the command's time to live", 1}}));
    BOOST_TEST((stood("long") == counts{{"accepted", 2}}));
    BOOST_TEST((ended("long") == counts{{"succeeded", 2}}));
    BOOST_TEST((ended("too_long") == counts{{"under-way", 1}}));
    BOOST_TEST(acts.at("too_long").answer == "");
    BOOST_TEST(acts.at("unanswered").outcome == "unknown");
    BOOST_TEST((ended("unanswered") == counts{{"under-way", 1}}));
    BOOST_TEST(ended("blocked").empty());
}

BOOST_AUTO_TEST_CASE(commands_of_a_removed_device_have_failed_in_the_end) {
    acting_run run(asked_pumps(R"(
acts:
  kept: {at: 60s, command: {name: turn, request: {to: 4}, queue_for: 1h}, devices: pump-2}
  scrapped: {at: 70s, do: remove, devices: pump-2}
)"));
    run.lab.run();
    const auto& kept = run.lab.outcome().result.acts.at("kept");
    BOOST_TEST((kept.ended == counts{{"failed", 1}}));
    BOOST_TEST((kept.reasons == counts{{"the device was removed", 1}}));
}

BOOST_AUTO_TEST_SUITE_END()
