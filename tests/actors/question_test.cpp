#include <boost/test/unit_test.hpp>

#include "report/result_json.hpp"
#include "tests/actors/acting_run.hpp"
#include "tests/support/spoken_command.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono_literals;

/// What devices are asked, and what is made of their answers.
namespace {

const std::string pumps = R"(
templates:
  pump:
    telemetry: {level: {constant: 3}, mark: {counter: 0}}
    messages: {status: {every: 10s}}
    properties: {speed: {type: integer, initial: 1}, mode: {values: [eco, boost], initial: eco}}
    commands:
      turn: {takes: 5s, sets: {speed: request.to}}
      slow: {takes: 60s}
      fragile: {takes: 5s, fails: {broken: 100%}}
    connectivity: {latency: 200ms}
  door:
    telemetry: {open: {constant: 1}}
    connectivity: {latency: 200ms}
fleets:
  pumps: {template: pump, count: 4, id: pump-#}
  doors: {template: door, count: 2, id: door-#}
faults:
  cut: {kind: offline, where: $id = 'pump-2', at: 50s, for: 100s}
  later: {kind: offline, where: $id = 'pump-3', at: 62s, for: 100s}
)";

question_act ask(const std::string& value, const std::string& where, duration within = 10s) {
    question_act q;
    q.target.where = where;
    q.what.value = value;
    q.what.within = within;
    return q;
}

question_act tell(const std::string& command, const std::string& where, duration within = 10s) {
    auto q = ask("", where, within);
    q.what.command = command;
    if (command == "turn") q.what.request = {{"to", 7.0}};
    return q;
}

const question_result& result_of(const std::optional<act_answer>& answer) {
    BOOST_TEST_REQUIRE(answer.has_value());
    BOOST_TEST_REQUIRE(answer->question.has_value(), answer->problem);
    return *answer->question;
}

/// `asked = answered + no value + gone + timed out`.
std::string ways(const question_result& q) {
    const auto sum = q.answered + q.no_value + q.gone + q.timed_out;
    BOOST_TEST(q.asked == sum);
    return std::to_string(q.asked) + " = " + std::to_string(q.answered) + " + " +
           std::to_string(q.no_value) + " + " + std::to_string(q.gone) + " + " +
           std::to_string(q.timed_out);
}

std::uint64_t with_reason(const question_result& q, const std::string& reason) {
    const auto at = q.reasons.find(reason);
    return at == q.reasons.end() ? 0 : at->second;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(question_test)

BOOST_AUTO_TEST_CASE(connected_devices_answer_with_a_value_after_their_latency) {
    acting_run run(pumps);
    auto& answer = run.at(sim_time(60s), ada, ask("level", "$fleet = pumps"));
    run.lab.run();
    const auto& q = result_of(answer);
    BOOST_TEST(ways(q) == "4 = 3 + 0 + 1 + 0");
    BOOST_TEST_REQUIRE(q.numbers.has_value());
    BOOST_TEST(q.numbers->count == 3U);
    BOOST_TEST(q.numbers->mean == 3.0);
    BOOST_TEST(q.latency.max == 0.2);
    BOOST_TEST((q.took == 200ms));
    BOOST_TEST(with_reason(q, "the device was not connected") == 1U);
    BOOST_TEST(answer->matched == 4U);
}

BOOST_AUTO_TEST_CASE(texts_and_truths_are_counted_and_the_most_frequent_comes_first) {
    acting_run run(pumps);
    auto& modes = run.at(sim_time(40s), ada, ask("mode", "$fleet = pumps"));
    auto& truths = run.at(sim_time(40s), ada, ask("level > 2", ""));
    run.lab.run();
    BOOST_TEST((result_of(modes).values == std::vector<answered_value>{{"eco", 4}}));
    BOOST_TEST(!result_of(modes).numbers.has_value());
    BOOST_TEST((result_of(truths).values == std::vector<answered_value>{{"true", 4}}));
    BOOST_TEST(ways(result_of(truths)) == "6 = 4 + 2 + 0 + 0");
}

BOOST_AUTO_TEST_CASE(devices_without_such_a_value_answer_that_they_have_none) {
    acting_run run(pumps);
    auto& mixed = run.at(sim_time(40s), ada, ask("level", ""));
    auto& early = run.at(sim_time(1s), ada, ask("mark", "$id = 'pump-1'"));
    run.lab.run();
    BOOST_TEST(ways(result_of(mixed)) == "6 = 4 + 2 + 0 + 0");
    BOOST_TEST(with_reason(result_of(mixed), "the device's template has no such value") == 2U);
    BOOST_TEST(ways(result_of(early)) == "1 = 0 + 1 + 0 + 0");
    BOOST_TEST(with_reason(result_of(early), "the device has no value yet") == 1U);
    BOOST_TEST(result_of(early).numbers->count == 0U);
}

BOOST_AUTO_TEST_CASE(a_device_that_goes_away_while_it_is_asked_is_gone) {
    acting_run run(pumps);
    auto& answer = run.at(sim_time(60s), ada, tell("turn", "$fleet = pumps"));
    run.lab.run();
    const auto& q = result_of(answer);
    BOOST_TEST(ways(q) == "4 = 2 + 0 + 2 + 0");
    BOOST_TEST(with_reason(q, "the device went away before it answered") == 1U);
    BOOST_TEST((q.codes == std::map<std::uint16_t, std::uint64_t>{{200, 2}}));
    BOOST_TEST(q.latency.count == 2U);
    BOOST_TEST(q.latency.p50 == 5.2);
    BOOST_TEST((q.took == 5200ms));
    BOOST_TEST(run.lab.outcome().result.commands.sent == 3U);
    BOOST_TEST(run.lab.outcome().result.commands.succeeded == 2U);
    BOOST_TEST(run.lab.outcome().result.commands.failed == 1U);
    for (std::uint32_t s = 0; s < run.lab.shards(); ++s)
        BOOST_TEST((run.lab.folded(s) == run.lab.shard(s).state));
}

BOOST_AUTO_TEST_CASE(a_command_has_its_effect_on_those_alone_that_answered) {
    acting_run run(pumps +
                   "expect:\n  - devices.total(speed = 7) = 2\n"
                   "  - {at: 64s, check: devices.total(speed = 7) = 0}\n");
    run.at(sim_time(60s), ada, tell("turn", "$fleet = pumps"));
    run.lab.run();
    for (const auto& e : run.lab.outcome().result.expectations)
        BOOST_TEST((e.outcome == expectation_result::verdict::held), e.text << ": " << e.observed);
}

BOOST_AUTO_TEST_CASE(a_command_that_takes_too_long_has_no_answer_and_no_effect) {
    acting_run run(pumps);
    auto& late = run.at(sim_time(200s), ada, tell("slow", "$fleet = pumps"));
    auto& exact = run.at(sim_time(300s), ada, tell("turn", "$id = 'pump-1'", 5200ms));
    auto& short_by_little = run.at(sim_time(400s), ada, tell("turn", "$id = 'pump-4'", 5199ms));
    run.lab.run();
    BOOST_TEST(ways(result_of(late)) == "4 = 0 + 0 + 0 + 4");
    BOOST_TEST((result_of(late).took == 10s));
    BOOST_TEST(result_of(late).latency.count == 0U);
    BOOST_TEST(ways(result_of(exact)) == "1 = 1 + 0 + 0 + 0");
    BOOST_TEST(ways(result_of(short_by_little)) == "1 = 0 + 0 + 0 + 1");
    BOOST_TEST(run.lab.outcome().result.commands.timed_out == 5U);
    BOOST_TEST(times_of(events_of(run.lab, event_kind::command_timed_out)).front().count() ==
               sim_time(210s).count());
}

BOOST_AUTO_TEST_CASE(an_answer_that_is_longer_on_its_way_than_the_deadline_does_not_count) {
    acting_run run(pumps);
    auto& late = run.at(sim_time(60s), ada, ask("level", "$fleet = pumps", 199ms));
    auto& just = run.at(sim_time(200s), ada, ask("level", "$fleet = pumps", 200ms));
    run.lab.run();
    BOOST_TEST(ways(result_of(late)) == "4 = 0 + 0 + 1 + 3");
    BOOST_TEST((result_of(late).took == 199ms));
    BOOST_TEST(ways(result_of(just)) == "4 = 4 + 0 + 0 + 0");
}

BOOST_AUTO_TEST_CASE(a_fault_that_slows_answers_slows_those_with_a_value_too) {
    acting_run run(pumps +
                   "  heavy: {kind: slow, adds: 20s, where: $id = 'pump-1', at: 300s, for: 60s}\n");
    auto& value = run.at(sim_time(320s), ada, ask("level", "$fleet = pumps"));
    auto& command = run.at(sim_time(321s), ada, tell("turn", "$fleet = pumps"));
    run.lab.run();
    BOOST_TEST(ways(result_of(value)) == "4 = 3 + 0 + 0 + 1");
    BOOST_TEST(ways(result_of(command)) == "4 = 3 + 0 + 0 + 1");
}

BOOST_AUTO_TEST_CASE(a_command_that_fails_or_is_none_of_the_device_gives_a_reason) {
    acting_run run(pumps);
    auto& answer = run.at(sim_time(200s), ada, tell("fragile", ""));
    run.lab.run();
    const auto& q = result_of(answer);
    BOOST_TEST(ways(q) == "6 = 0 + 6 + 0 + 0");
    BOOST_TEST(with_reason(q, "broken") == 4U);
    BOOST_TEST(q.reasons.size() == 2U);
    BOOST_TEST((q.codes == std::map<std::uint16_t, std::uint64_t>{{400, 2}, {500, 4}}));
    BOOST_TEST(q.latency.count == 4U);
}

BOOST_AUTO_TEST_CASE(a_question_to_nobody_is_over_at_once) {
    acting_run run(pumps);
    auto& none = run.at(sim_time(60s), ada, ask("level", "$id = 'nobody'"));
    auto to_an_id = ask("level", "");
    to_an_id.target.ids = {"nobody"};
    auto& nowhere = run.at(sim_time(60s), ada, to_an_id);
    run.lab.run();
    BOOST_TEST(is(none, act_outcome::done));
    BOOST_TEST(ways(result_of(none)) == "0 = 0 + 0 + 0 + 0");
    BOOST_TEST(is(nowhere, act_outcome::not_found));
}

BOOST_AUTO_TEST_CASE(a_question_that_makes_no_sense_says_why) {
    acting_run run(pumps);
    auto& unknown = run.at(sim_time(1s), ada, ask("levle", ""));
    auto& nothing = run.at(sim_time(1s), ada, ask("1 + 1", ""));
    auto& neither = run.at(sim_time(1s), ada, ask("", ""));
    auto& no_time = run.at(sim_time(1s), ada, ask("level", "", 0s));
    auto& no_command = run.at(sim_time(1s), ada, tell("trun", ""));
    auto& no_condition = run.at(sim_time(1s), ada, ask("level", "levle > 1"));
    run.lab.run();
    for (const auto* answer : {&unknown, &nothing, &neither, &no_time, &no_command, &no_condition})
        BOOST_TEST(is(*answer, act_outcome::invalid));
    BOOST_TEST(unknown->problem.find("level") != std::string::npos, unknown->problem);
    BOOST_TEST(no_command->problem.find("turn") != std::string::npos, no_command->problem);
}

BOOST_AUTO_TEST_CASE(a_repeat_under_the_same_key_gets_the_first_answer) {
    acting_run run(pumps);
    const act_header keyed{"ada", "", "k", {}};
    auto& first = run.at(sim_time(60s), keyed, tell("turn", "$id = 'pump-1'"));
    auto& joins = run.at(sim_time(62s), keyed, tell("turn", "$id = 'pump-1'"));
    auto& later = run.at(sim_time(99s), keyed, tell("turn", "$id = 'pump-1'"));
    run.lab.run();
    for (const auto* answer : {&first, &joins, &later})
        BOOST_TEST(ways(result_of(*answer)) == "1 = 1 + 0 + 0 + 0");
    BOOST_TEST(first->question_number == later->question_number);
    BOOST_TEST(run.lab.outcome().result.commands.sent == 1U);
}

BOOST_AUTO_TEST_CASE(what_a_command_answers_stands_in_the_row_of_its_device) {
    std::vector<answer_row> rows;
    run_options options;
    options.on_answers = [&](std::uint32_t, const std::vector<answer_row>& more) {
        rows.insert(rows.end(), more.begin(), more.end());
    };
    const auto s = with_answers(
        scenario_for("10m", pumps + "acts: {probe: {at: 60s, ask: {command: turn, request: {to: "
                                    "3}}, within: 8s}}\n"));
    fleet_lab lab(s, options);
    lab.run();
    BOOST_TEST_REQUIRE(rows.size() == 6U);
    std::sort(rows.begin(), rows.end(),
              [](const auto& a, const auto& b) { return a.device < b.device; });
    BOOST_TEST(rows[0].device == "door-1");
    BOOST_TEST(rows[0].code == 400U);
    BOOST_TEST(rows[2].device == "pump-1");
    BOOST_TEST(rows[2].fleet == "pumps");
    BOOST_TEST(rows[2].code == 200U);
    BOOST_TEST((rows[2].took == 5200ms));
    const auto* json = std::get_if<std::string>(&rows[2].value);
    BOOST_TEST_REQUIRE((json != nullptr));
    BOOST_TEST(json->find("\"speed\":3") != std::string::npos, *json);
    BOOST_TEST(std::string(to_text(rows[3].state)) == "gone");
    BOOST_TEST((rows[3].took == 0s));
    BOOST_TEST((rows[4].took == 2s));
    BOOST_TEST(rows[4].reason == "the device went away before it answered");
}

BOOST_AUTO_TEST_CASE(questions_of_a_scenario_come_out_alike_however_it_is_run) {
    const auto s = scenario_for("10m", pumps + R"(
acts:
  survey: {at: 59500ms, ask: level + speed, within: 2s}
  probe: {at: 60s, ask: {command: turn, request: {to: 3}}, within: 8s, where: $fleet = pumps}
expect:
  - acts.survey.answered >= 50%
  - {at: 62s, check: acts.survey.mean = 4}
  - {at: 59s, check: acts.survey.asked IS NULL}
  - acts.probe.latency.p95 <= 6s
  - acts.probe.gone = 2
  - acts.probe.outcome = done
  - {always: acts.probe.timed_out = 0}
)");
    std::string first;
    for (const unsigned steps : {1U, 7U, 1000U}) {
        fleet_lab lab(s, steps_a_visit(steps));
        lab.run();
        for (const auto& e : lab.outcome().result.expectations)
            BOOST_TEST((e.outcome == expectation_result::verdict::held),
                       e.text << ": " << e.observed);
        const auto canonical = lab.canonical();
        if (first.empty()) first = canonical;
        BOOST_TEST(canonical == first);
    }
}

BOOST_AUTO_TEST_CASE(a_run_that_ends_first_leaves_a_question_open) {
    fleet_lab lab(scenario_for("70s", pumps + "acts: {probe: {at: 60s, ask: level, within: 60s, "
                                              "where: $id = 'pump-1'},\n"
                                              "  slow: {at: 60s, ask: {command: slow}}}\n"));
    lab.run();
    const auto& acts = lab.outcome().result.acts;
    BOOST_TEST(acts.at("probe").outcome == "done");
    BOOST_TEST(acts.at("slow").outcome == "unknown");
    BOOST_TEST(!acts.at("slow").question.has_value());
}

BOOST_AUTO_TEST_SUITE_END()
