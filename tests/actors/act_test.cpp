#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "tests/actors/acting_run.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono_literals;

namespace {

const std::string pumps = R"(
templates:
  pump:
    telemetry: {level: 1..2}
    properties:
      mode: {values: [eco, boost], initial: eco, writable: true}
      gain: {type: number, initial: 1, writable: true}
    commands: {check: {takes: 30s}, fragile: {takes: 30s, fails: {broken: 100%}}}
fleets: {pumps: {template: pump, count: 40, id: pump-##}}
groups: {boosted: mode = 'boost'}
jobs:
  j: {command: check, start: {at: 1m}, batches: [25%, rest], next_batch: {soak: 1m}}
)";

/// The pumps' run, with a job `j`.
struct pumping_run : acting_run {
    explicit pumping_run(const std::string& more = "") : acting_run(pumps + more) {}
    const job_result& job() const { return lab.outcome().result.jobs.at("j"); }
};

act_header with_key(const std::string& key) {
    return {"ada", "", key, {}};
}
act_header at_version(std::uint64_t version) {
    return {"ada", "", "", version};
}
job_act job(job_verb verb) {
    return {"j", verb};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(act_test)

BOOST_AUTO_TEST_CASE(a_cancelled_job_sends_nothing_more_and_lets_run_out_what_is_in_flight) {
    pumping_run run;
    auto& answer = run.at(sim_time(70s), ada, job(job_verb::cancel));
    run.lab.run();
    BOOST_TEST(is(answer, act_outcome::done));
    BOOST_TEST(answer->position > 0U);
    BOOST_TEST(run.job().state == "cancelled");
    BOOST_TEST(run.job().state_reason == "cancelled by ada");
    BOOST_TEST(run.job().counts.succeeded == 10U);
    BOOST_TEST(run.job().counts.cancelled == 30U);
}

BOOST_AUTO_TEST_CASE(a_paused_job_waits_until_it_is_resumed) {
    pumping_run run;
    auto& paused = run.at(sim_time(70s), ada, job(job_verb::pause));
    auto& again = run.at(sim_time(90s), ada, job(job_verb::pause));
    auto& resumed = run.at(sim_time(300s), ada, job(job_verb::resume));
    run.lab.run();
    BOOST_TEST(is(paused, act_outcome::done));
    BOOST_TEST(is(again, act_outcome::unchanged));
    BOOST_TEST(is(resumed, act_outcome::done));
    BOOST_TEST(resumed->version > paused->version);
    BOOST_TEST(run.job().state == "complete");
    BOOST_TEST(run.job().counts.succeeded == 40U);
    BOOST_TEST((run.job().batches[1].begin.value() >= sim_time(300s)));
}

BOOST_AUTO_TEST_CASE(a_job_that_is_paused_while_it_soaks_goes_on_with_the_next_batch_when_resumed) {
    pumping_run run;
    run.at(sim_time(110s), ada, job(job_verb::pause));
    run.at(sim_time(200s), ada, job(job_verb::resume));
    run.lab.run();
    BOOST_TEST(run.job().state == "complete");
    BOOST_TEST((run.job().batches[1].begin.value() >= sim_time(200s)));
    BOOST_TEST((run.job().batches[1].begin.value() < sim_time(205s)));
}

BOOST_AUTO_TEST_CASE(a_job_that_has_not_begun_can_be_cancelled_but_not_paused) {
    pumping_run run;
    auto& paused = run.at(sim_time(10s), ada, job(job_verb::pause));
    auto& cancelled = run.at(sim_time(20s), ada, job(job_verb::cancel));
    run.lab.run();
    BOOST_TEST(is(paused, act_outcome::conflict));
    BOOST_TEST(paused->problem == "the job has not begun");
    BOOST_TEST(is(cancelled, act_outcome::done));
    BOOST_TEST(run.job().state == "cancelled");
    BOOST_TEST(run.lab.outcome().result.commands.sent == 0U);
}

BOOST_AUTO_TEST_CASE(an_act_on_another_version_is_a_conflict_and_does_nothing) {
    pumping_run run;
    auto& stale = run.at(sim_time(70s), at_version(99), job(job_verb::cancel));
    run.lab.run();
    BOOST_TEST(is(stale, act_outcome::conflict));
    BOOST_TEST(stale->version > 0U);
    BOOST_TEST(run.job().state == "complete");
}

BOOST_AUTO_TEST_CASE(a_repeat_under_one_key_has_one_effect_and_the_same_answer) {
    pumping_run run;
    auto& first = run.at(sim_time(70s), with_key("k"), job(job_verb::pause));
    auto& resumed = run.at(sim_time(80s), ada, job(job_verb::resume));
    auto& repeat = run.at(sim_time(90s), with_key("k"), job(job_verb::pause));
    auto& misuse = run.at(sim_time(95s), with_key("k"), job(job_verb::cancel));
    run.lab.run();
    BOOST_TEST(is(first, act_outcome::done));
    BOOST_TEST(is(resumed, act_outcome::done));
    BOOST_TEST(is(repeat, act_outcome::done));
    BOOST_TEST(repeat->version == first->version);
    BOOST_TEST(is(misuse, act_outcome::conflict));
    BOOST_TEST(run.job().state == "complete");
}

BOOST_AUTO_TEST_CASE(a_property_act_changes_devices_groups_and_the_journal) {
    pumping_run run;
    auto& some =
        run.at(sim_time(30s), ada, property_act{{{"pump-01", "pump-07"}, ""}, {{"mode", "boost"}}});
    auto& all = run.at(sim_time(60s), ada, property_act{{{}, "mode = 'eco'"}, {{"gain", 2.0}}});
    run.lab.run();
    BOOST_TEST(is(some, act_outcome::done));
    BOOST_TEST(some->changed == 2U);
    BOOST_TEST(some->version == 1U);
    BOOST_TEST(is(all, act_outcome::done));
    BOOST_TEST(all->changed == 38U);
    BOOST_TEST(run.lab.outcome().result.groups.at("boosted").devices == 2U);
    for (std::uint32_t s = 0; s < run.lab.shards(); ++s)
        BOOST_TEST((run.lab.folded(s) == run.lab.shard(s).state));
    const auto audit = run.lab.audit();
    BOOST_TEST_REQUIRE(audit.size() == 2U);
    BOOST_TEST(audit[0].principal == "ada");
    BOOST_TEST(audit[0].action == "set property mode");
    BOOST_TEST(audit[0].subject == "2 devices");
}

BOOST_AUTO_TEST_CASE(what_can_not_be_done_says_why) {
    pumping_run run;
    auto& no_job = run.at(sim_time(5s), ada, job_act{"jj", job_verb::pause});
    auto& no_device = run.at(sim_time(5s), ada, property_act{{{"pump-99"}, ""}, {{"gain", 1.5}}});
    auto& nobody = run.at(sim_time(5s), {}, job(job_verb::pause));
    auto& elsewhere = run.at(sim_time(5s), {"ada", "acme", "", {}}, job(job_verb::pause));
    auto& wrong = run.at(sim_time(5s), ada, property_act{{}, {{"mode", "turbo"}}});
    auto& same = run.at(sim_time(5s), ada, property_act{{}, {{"mode", "eco"}}});
    auto& again = run.at(sim_time(9s), ada, property_act{{}, {{"mode", "eco"}}});
    auto& late = run.at(sim_time(600s), ada, property_act{{}, {{"mode", "boost"}}});
    run.lab.run();
    BOOST_TEST(is(no_job, act_outcome::not_found));
    BOOST_TEST(no_job->problem == "there is no job 'jj'; did you mean 'j'?");
    BOOST_TEST(is(no_device, act_outcome::not_found));
    BOOST_TEST(is(nobody, act_outcome::invalid));
    BOOST_TEST(is(elsewhere, act_outcome::not_found));
    BOOST_TEST(is(wrong, act_outcome::invalid));
    BOOST_TEST(is(same, act_outcome::done));
    BOOST_TEST(is(again, act_outcome::unchanged));
    BOOST_TEST(is(late, act_outcome::too_late));
    std::vector<std::string> outcomes;
    for (const auto& entry : run.lab.audit())
        outcomes.push_back(entry.detail);
    std::sort(outcomes.begin(), outcomes.end());
    BOOST_TEST(outcomes == (std::vector<std::string>{"done", "invalid", "not-found", "not-found",
                                                     "unchanged"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_same_acts_at_the_same_barriers_give_the_same_result) {
    std::string first;
    for (int i = 0; i < 2; ++i) {
        pumping_run run;
        run.at(sim_time(30s), ada, property_act{{{}, ""}, {{"mode", "boost"}}});
        run.at(sim_time(70s), ada, job(job_verb::cancel));
        run.lab.run();
        if (first.empty()) first = run.lab.canonical();
        BOOST_TEST(run.lab.canonical() == first);
    }
    pumping_run untouched;
    untouched.lab.run();
    BOOST_TEST(untouched.lab.canonical() != first);
}

BOOST_AUTO_TEST_CASE(a_job_tells_its_changes_as_events) {
    pumping_run run;
    run.at(sim_time(70s), ada, job(job_verb::cancel));
    run.lab.run();
    std::vector<std::string> told;
    for (const auto& e : run.lab.events)
        if (e.kind == event_kind::job_changed) told.push_back(e.detail);
    BOOST_TEST_REQUIRE(told.size() >= 2U);
    BOOST_TEST(told.front() == "running");
    BOOST_TEST(told.back() == "cancelled by ada");
}

BOOST_AUTO_TEST_SUITE_END()
