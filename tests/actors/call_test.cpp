#include <boost/test/unit_test.hpp>

#include "tests/actors/acting_run.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono_literals;

/// Commands that single devices are told outside of jobs.
namespace {

const std::string pumps = R"(
templates:
  pump:
    telemetry: {level: 1..2}
    properties: {speed: {type: integer, initial: 1}}
    commands:
      turn: {takes: 5s, sets: {speed: request.to}}
      slow: {takes: 60s}
      fragile: {takes: 5s, fails: {broken: 100%}}
      update: {takes: 2m, long_running: true}
fleets: {pumps: {template: pump, count: 4, id: pump-#}}
faults: {cut: {kind: offline, where: $id = 'pump-2', at: 50s, for: 100s}}
)";

command_act tell(const std::string& device, const std::string& command, const std::string& id) {
    command_act told;
    told.device = device;
    told.command = command;
    told.id = id;
    if (command == "turn") told.request = {{"to", 7.0}};
    return told;
}

const command_record& record_of(const std::optional<act_answer>& answer) {
    BOOST_TEST_REQUIRE(answer.has_value());
    BOOST_TEST_REQUIRE(answer->command.has_value());
    return *answer->command;
}

bool is(const command_record& r, command_state state, unsigned code) {
    BOOST_TEST_MESSAGE(to_text(r.state) << ' ' << r.code << ' ' << r.reason);
    return r.state == state && r.code == code;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(call_test)

BOOST_AUTO_TEST_CASE(a_command_has_its_effect_and_its_times) {
    acting_run run(pumps + "expect: [devices.total(speed = 7) = 1]\n");
    auto& answer = run.at(sim_time(60s), ada, tell("pump-1", "turn", "a"));
    run.lab.run();
    const auto& r = record_of(answer);
    BOOST_TEST(is(r, command_state::succeeded, 200));
    BOOST_TEST((r.asked == sim_time(60s)));
    BOOST_TEST((r.sent == sim_time(60s)));
    BOOST_TEST((r.answered == sim_time(65s)));
    BOOST_TEST(
        (run.lab.outcome().result.expectations[0].outcome == expectation_result::verdict::held));
    BOOST_TEST(run.lab.outcome().result.commands.sent == 1U);
    for (std::uint32_t s = 0; s < run.lab.shards(); ++s)
        BOOST_TEST((run.lab.folded(s) == run.lab.shard(s).state));
}

BOOST_AUTO_TEST_CASE(a_repeat_gets_the_recorded_answer_and_has_no_second_effect) {
    acting_run run(pumps);
    auto& first = run.at(sim_time(60s), ada, tell("pump-1", "turn", "a"));
    auto& joins = run.at(sim_time(62s), ada, tell("pump-1", "turn", "a"));
    auto& later = run.at(sim_time(99s), ada, tell("pump-1", "turn", "a"));
    auto& other = run.at(sim_time(99s), ada, tell("pump-1", "slow", "a"));
    auto& elsewhere = run.at(sim_time(99s), ada, tell("pump-3", "turn", "a"));
    run.lab.run();
    BOOST_TEST((record_of(first) == record_of(joins)));
    BOOST_TEST((record_of(first) == record_of(later)));
    BOOST_TEST(muster::testing::is(other, act_outcome::conflict));
    BOOST_TEST(is(record_of(elsewhere), command_state::succeeded, 200));
    BOOST_TEST(run.lab.outcome().result.commands.sent == 2U);
}

BOOST_AUTO_TEST_CASE(a_command_fails_or_gets_no_answer_in_time) {
    acting_run run(pumps);
    auto& broken = run.at(sim_time(60s), ada, tell("pump-1", "fragile", "a"));
    auto& late = run.at(sim_time(60s), ada, tell("pump-1", "slow", "b"));
    auto patient = tell("pump-1", "slow", "c");
    patient.answer_within = 61s;
    auto& waited = run.at(sim_time(60s), ada, patient);
    run.lab.run();
    BOOST_TEST(is(record_of(broken), command_state::failed, 500));
    BOOST_TEST(record_of(broken).reason == "broken");
    BOOST_TEST(is(record_of(late), command_state::timed_out, 504));
    BOOST_TEST((record_of(late).answered == sim_time(90s)));
    BOOST_TEST(is(record_of(waited), command_state::succeeded, 200));
}

BOOST_AUTO_TEST_CASE(a_device_that_is_not_connected_is_waited_for_as_long_as_asked) {
    acting_run run(pumps);
    auto& at_once = run.at(sim_time(60s), ada, tell("pump-2", "turn", "a"));
    auto impatient = tell("pump-2", "turn", "b"), patient = tell("pump-2", "turn", "c");
    impatient.connect_within = 30s;
    patient.connect_within = 2min;
    auto& given_up = run.at(sim_time(60s), ada, impatient);
    auto& reached = run.at(sim_time(60s), ada, patient);
    run.lab.run();
    BOOST_TEST(is(record_of(at_once), command_state::refused, 404));
    BOOST_TEST(is(record_of(given_up), command_state::refused, 404));
    BOOST_TEST((record_of(given_up).answered == sim_time(90s)));
    BOOST_TEST(is(record_of(reached), command_state::succeeded, 200));
    BOOST_TEST((record_of(reached).sent == sim_time(150s)));
    BOOST_TEST((record_of(reached).answered == sim_time(155s)));
}

BOOST_AUTO_TEST_CASE(a_queued_command_is_answered_at_once_and_done_when_the_device_is_back) {
    acting_run run(pumps);
    auto kept = tell("pump-2", "turn", "a"), short_lived = tell("pump-2", "turn", "b");
    kept.queue_for = 24h;
    short_lived.queue_for = 30s;
    auto& queued = run.at(sim_time(60s), ada, kept);
    auto& gone = run.at(sim_time(60s), ada, short_lived);
    auto& seen_done = run.at(sim_time(200s), ada, kept);
    auto& seen_gone = run.at(sim_time(200s), ada, short_lived);
    run.lab.run();
    BOOST_TEST(is(record_of(queued), command_state::queued, 0));
    BOOST_TEST(is(record_of(gone), command_state::queued, 0));
    BOOST_TEST(is(record_of(seen_done), command_state::succeeded, 200));
    BOOST_TEST((record_of(seen_done).sent == sim_time(150s)));
    BOOST_TEST(is(record_of(seen_gone), command_state::expired, 410));
    BOOST_TEST(run.lab.outcome().result.commands.sent == 1U);
}

BOOST_AUTO_TEST_CASE(a_long_running_command_is_accepted_and_ends_later) {
    acting_run run(pumps);
    auto& accepted = run.at(sim_time(60s), ada, tell("pump-1", "update", "a"));
    auto& ended = run.at(sim_time(200s), ada, tell("pump-1", "update", "a"));
    run.lab.run();
    BOOST_TEST(is(record_of(accepted), command_state::accepted, 202));
    BOOST_TEST(is(record_of(ended), command_state::succeeded, 200));
    BOOST_TEST((record_of(ended).answered == sim_time(180s)));
}

BOOST_AUTO_TEST_CASE(a_device_has_only_so_many_commands_at_once) {
    acting_run run(pumps);
    std::optional<act_answer>* last = nullptr;
    for (int i = 0; i < 11; ++i)
        last = &run.at(sim_time(60s), ada, tell("pump-1", "slow", "call " + std::to_string(i)));
    run.lab.run();
    BOOST_TEST(is(record_of(*last), command_state::refused, 429));
    BOOST_TEST(run.lab.outcome().result.commands.sent == 10U);
}

BOOST_AUTO_TEST_CASE(what_can_not_be_told_says_why) {
    acting_run run(pumps);
    auto& nobody = run.at(sim_time(60s), ada, tell("pump-9", "turn", "a"));
    auto& unknown = run.at(sim_time(60s), ada, tell("pump-1", "trun", "a"));
    auto& nameless = run.at(sim_time(60s), ada, tell("pump-1", "turn", ""));
    auto wrong = tell("pump-1", "turn", "w");
    wrong.request = {{"to", std::string("fast")}};
    auto& no_value = run.at(sim_time(60s), ada, wrong);
    run.lab.run();
    BOOST_TEST(muster::testing::is(nobody, act_outcome::not_found));
    BOOST_TEST(muster::testing::is(unknown, act_outcome::invalid));
    BOOST_TEST(unknown->problem == "no fleet has a command 'trun'; did you mean 'turn'?");
    BOOST_TEST(muster::testing::is(nameless, act_outcome::invalid));
    BOOST_TEST(is(record_of(no_value), command_state::refused, 400));
}

BOOST_AUTO_TEST_SUITE_END()
