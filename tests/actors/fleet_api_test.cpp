#include "actors/fleet_api.hpp"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <chrono>
#include <future>
#include <set>

#include "report/result_json.hpp"
#include "tests/support/small_scenario.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono_literals;

namespace {

const std::string rooms = R"(
templates:
  room:
    telemetry: {temperature: {walk: 20, step: 0.5}}
    messages: {status: {every: 5s}}
    commands: {reboot: {takes: 5s}}
fleets:
  rooms:
    template: room
    count: 100
    id: room-###
    tags: {region: {pick: {north: 40%, south: rest}}}
groups: {north: region = 'north'}
faults:
  cut: {kind: offline, where: region = 'north', share: 50%, at: 1m, for: 1m}
  boom: {kind: crash, count: 10, at: 2m}
rules: {gone: {when: $connected = false, for: 10s}}
jobs:
  j:
    group: north
    command: reboot
    start: {at: 30s}
    batches: [25%, rest]
    cancel: {failed: 10%, of: job}
)";

double clock_seconds() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

/// A run on real threads, and the promise of its end.
struct real_run {
    real_run(const scenario& s, unsigned workers, std::optional<pace> speed = {}) {
        run_options options;
        options.workers = workers;
        options.speed = speed;
        options.wall_seconds = clock_seconds;
        fleet = fleet_api::open(s, std::move(options));
    }
    void start() {
        fleet->start([this](run_outcome o) {
            ++ends;
            ended.set_value(std::move(o));
        });
    }
    run_outcome wait() { return ended.get_future().get(); }

    std::atomic<int> ends{0};
    std::promise<run_outcome> ended;
    std::unique_ptr<fleet_api> fleet;
};

const pace real_time{pace::mode::factor, 1};

/// Waits for what a call of the facade answers.
template <class Answer, class Call>
Answer answer_of(const Call& call) {
    auto answer = std::make_shared<std::promise<Answer>>();
    call([answer](Answer a) { answer->set_value(std::move(a)); });
    return answer->get_future().get();
}

list_answer list(fleet_api& fleet, list_request request, double deadline = 60) {
    return answer_of<list_answer>(
        [&](auto done) { fleet.list(std::move(request), deadline, std::move(done)); });
}
list_answer count(fleet_api& fleet, const std::string& where, double deadline = 60) {
    return list(fleet, {where, 3, "", true}, deadline);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(fleet_api_test)

BOOST_AUTO_TEST_CASE(one_thread_and_two_give_the_same_result) {
    const auto s = scenario_for("10m", rooms);
    std::string first;
    for (const unsigned workers : {1U, 2U, 4U}) {
        real_run run(s, workers);
        run.start();
        const auto outcome = run.wait();
        BOOST_TEST(outcome.failure.empty());
        const auto result = report::result_json(s, outcome.result);
        if (first.empty()) first = result;
        BOOST_TEST(result == first);
    }
}

BOOST_AUTO_TEST_CASE(an_interrupt_ends_a_paced_run_soon) {
    real_run run(scenario_for("10m", rooms), 2, real_time);
    run.start();
    run.fleet->interrupt();
    const auto outcome = run.wait();
    BOOST_TEST(outcome.result.interrupted);
    BOOST_TEST((outcome.result.end < sim_time(1min)));
    BOOST_TEST(outcome.result.devices.total == 100U);
}

BOOST_AUTO_TEST_CASE(a_question_is_answered_by_all_devices_at_a_barrier) {
    real_run run(scenario_for("10m", rooms), 2, real_time);
    run.start();
    const auto answer = count(*run.fleet, "region = 'north' AND $connected");
    BOOST_TEST(answer.problem == "");
    BOOST_TEST(answer.matched == 40U);
    BOOST_TEST(answer.answered == 100U);
    BOOST_TEST(answer.asked == 100U);
    BOOST_TEST(answer.devices.size() == 3U);
    BOOST_TEST(answer.next != "");
    run.fleet->interrupt();
    run.wait();
}

BOOST_AUTO_TEST_CASE(a_question_that_is_no_condition_says_why) {
    real_run run(scenario_for("10m", rooms), 1);
    BOOST_TEST(count(*run.fleet, "regoin = 'north'").problem.find("region") != std::string::npos);
    BOOST_TEST(count(*run.fleet, "region =").problem != "");
    BOOST_TEST(count(*run.fleet, "temperature + 1").problem != "");
}

BOOST_AUTO_TEST_CASE(a_question_after_its_deadline_has_an_answer_of_nobody) {
    real_run run(scenario_for("10m", rooms), 1, real_time);
    run.start();
    const auto answer = count(*run.fleet, "region = 'north'", -1);
    BOOST_TEST(answer.answered == 0U);
    BOOST_TEST(answer.asked == 100U);
    BOOST_TEST(answer.matched == 0U);
}

BOOST_AUTO_TEST_CASE(a_question_after_the_end_has_an_answer_of_nobody) {
    real_run run(scenario_for("1m", rooms), 2);
    run.start();
    run.wait();
    const auto answer = count(*run.fleet, "region = 'north'");
    BOOST_TEST(answer.answered == 0U);
    BOOST_TEST(answer.asked == 100U);
}

BOOST_AUTO_TEST_CASE(a_question_that_nobody_will_hear_is_answered_when_the_fleet_goes) {
    std::promise<list_answer> answer;
    {
        real_run run(scenario_for("1m", rooms), 1);
        run.fleet->list({"region = 'north'", 3, "", true}, 60,
                        [&](list_answer a) { answer.set_value(std::move(a)); });
    }
    BOOST_TEST(answer.get_future().get().answered == 0U);
}

BOOST_AUTO_TEST_CASE(pages_go_through_all_matches_once) {
    real_run run(scenario_for("10m", rooms), 2, real_time);
    run.start();
    std::set<std::string> seen;
    list_request request{"region = 'north'", 7, "", false};
    std::size_t pages = 0;
    do {
        const auto page = list(*run.fleet, request);
        BOOST_TEST_REQUIRE(page.problem == "");
        for (const auto& d : page.devices)
            BOOST_TEST(seen.insert(d.id).second);
        request.cursor = page.next;
        ++pages;
    } while (!request.cursor.empty());
    BOOST_TEST(seen.size() == 40U);
    BOOST_TEST(pages == 6U);
    request = {"region = 'south'", 7, list(*run.fleet, {"region = 'north'", 7, "", false}).next,
               false};
    BOOST_TEST(list(*run.fleet, request).problem == "the cursor is not of this list");
}

BOOST_AUTO_TEST_CASE(a_deadline_passes_also_where_no_barrier_comes) {
    const std::string slow = "muster: 1\ntime: {for: 10h, step: 1h}\n" + rooms;
    real_run run(scenario_of(slow), 2, real_time);
    const auto before_the_start = list(*run.fleet, {"", 5, "", false}, 0.05);
    BOOST_TEST(before_the_start.answered == 0U);
    BOOST_TEST(before_the_start.next != "");
    run.start();
    std::uint64_t answered = 100;  // the first barriers come at once, the next in an hour
    for (int i = 0; i < 10 && answered > 0; ++i)
        answered = count(*run.fleet, "region = 'north'", 0.1).answered;
    BOOST_TEST(answered == 0U);
    const auto act = answer_of<act_answer>([&](auto done) {
        run.fleet->perform({{"ada", "", "", {}}, job_act{"j", job_verb::cancel}}, 0.05, done);
    });
    BOOST_TEST((act.outcome == act_outcome::too_late || act.outcome == act_outcome::unknown));
}

BOOST_AUTO_TEST_CASE(a_job_tells_its_version) {
    real_run run(scenario_for("10m", rooms), 2, real_time);
    run.start();
    const auto job = [&](const std::string& name) {
        return answer_of<job_reply>([&](auto done) { run.fleet->job(name, 60, std::move(done)); });
    };
    BOOST_TEST_REQUIRE(job("j").job.has_value());
    BOOST_TEST(!job("k").job.has_value());
    const auto version = job("j").job->version;
    const auto act = answer_of<act_answer>([&](auto done) {
        run.fleet->perform({{"ada", "", "", version}, job_act{"j", job_verb::cancel}}, 60,
                           std::move(done));
    });
    BOOST_TEST((act.outcome == act_outcome::done));
    BOOST_TEST(job("j").job->version == act.version);
}

BOOST_AUTO_TEST_CASE(a_device_is_described_by_its_id) {
    real_run run(scenario_for("10m", rooms), 2, real_time);
    run.start();
    const auto describe = [&](const std::string& id, double deadline) {
        return answer_of<device_reply>(
            [&](auto done) { run.fleet->describe(id, deadline, std::move(done)); });
    };
    const auto known = describe("room-042", 60);
    BOOST_TEST_REQUIRE(known.device.has_value());
    BOOST_TEST(known.device->summary.id == "room-042");
    BOOST_TEST(known.device->tags.contains("region"));
    BOOST_TEST(!describe("room-999", 60).device.has_value());
    BOOST_TEST(!describe("room-042", -1).in_time);
}

BOOST_AUTO_TEST_CASE(an_act_from_outside_is_done_at_the_next_step) {
    real_run run(scenario_for("10m", rooms), 2, real_time);
    run.start();
    const auto act_on = [&](const std::string& job_name, double deadline) {
        return answer_of<act_answer>([&](auto done) {
            run.fleet->perform({{"ada", "", "", {}}, job_act{job_name, job_verb::cancel}}, deadline,
                               std::move(done));
        });
    };
    BOOST_TEST((act_on("j", -1).outcome == act_outcome::too_late));
    BOOST_TEST((act_on("j", 60).outcome == act_outcome::done));
    BOOST_TEST((act_on("k", 60).outcome == act_outcome::not_found));
    run.fleet->interrupt();
    BOOST_TEST(run.wait().result.jobs.at("j").state == "cancelled");
    BOOST_TEST((act_on("j", 60).outcome == act_outcome::too_late));
}

BOOST_AUTO_TEST_CASE(a_question_comes_back_with_every_answer_and_all_of_them_together) {
    real_run run(scenario_for("1h", rooms), 2, pace{pace::mode::factor, 50});
    run.start();
    const auto ask = [&](question what, const std::string& where, double deadline) {
        return answer_of<question_reply>([&](auto done) {
            run.fleet->ask({"ada", "", "", {}}, {{{}, where}, std::move(what), ""}, 7, deadline,
                           std::move(done));
        });
    };
    const auto reply = ask({"temperature", "", {}, 10s}, "region = 'north'", 60);
    BOOST_TEST_REQUIRE(reply.answer.question.has_value(), reply.answer.problem);
    const auto& q = *reply.answer.question;
    BOOST_TEST(q.asked == 40U);
    BOOST_TEST(q.answered + q.no_value + q.gone + q.timed_out == q.asked);
    std::set<std::string> seen;
    auto page = reply.page;
    std::size_t pages = 1;
    for (;; ++pages) {
        BOOST_TEST_REQUIRE(page.problem == "");
        for (const auto& row : page.rows)
            BOOST_TEST(seen.insert(row.device).second);
        if (page.next.empty()) break;
        page = run.fleet->answers(page.next, 7);
    }
    BOOST_TEST(seen.size() == 40U);
    BOOST_TEST(pages == 6U);
    const auto told = ask({"", "reboot", {}, 20s}, "", 60);
    BOOST_TEST_REQUIRE(told.answer.question.has_value(), told.answer.problem);
    BOOST_TEST(told.answer.question->asked == 100U);
    BOOST_TEST((ask({"tempreature", "", {}, 1s}, "", 60).answer.outcome == act_outcome::invalid));
    BOOST_TEST((ask({"temperature", "", {}, 1s}, "", -1).answer.outcome == act_outcome::too_late));
    BOOST_TEST(run.fleet->answers("x", 7).problem.starts_with("the cursor is not"));
    BOOST_TEST(run.fleet->answers("999-0-0", 7).problem.ends_with("ask again"));
    run.fleet->interrupt();
    run.wait();
    BOOST_TEST((ask({"temperature", "", {}, 1s}, "", 60).answer.outcome == act_outcome::too_late));
}

BOOST_AUTO_TEST_CASE(answers_of_older_questions_are_forgotten) {
    real_run run(scenario_for("1h", rooms), 2, pace{pace::mode::factor, 50});
    run.start();
    std::string first;
    for (int i = 0; i < 17; ++i) {
        const auto reply = answer_of<question_reply>([&](auto done) {
            run.fleet->ask({"ada", "", "", {}}, {{{}, ""}, {"$id", "", {}, 1s}, ""}, 3, 60,
                           std::move(done));
        });
        BOOST_TEST_REQUIRE(reply.page.next != "");
        if (first.empty()) first = reply.page.next;
        BOOST_TEST(run.fleet->answers(reply.page.next, 3).rows.size() == 3U);
    }
    BOOST_TEST(run.fleet->answers(first, 3).problem != "");
    run.fleet->interrupt();
    run.wait();
}

BOOST_AUTO_TEST_CASE(a_subscriber_hears_its_kind_of_events_in_sequence) {
    run_options options;
    options.events_kept = 100'000;
    std::promise<run_outcome> ended;
    const auto fleet = fleet_api::open(scenario_for("10m", rooms), std::move(options));
    std::vector<event> heard;
    const auto alerts = fleet->subscribe(
        {{event_kind::alert_opened}, ""}, 0,
        [&](const event_page& p) { heard.insert(heard.end(), p.events.begin(), p.events.end()); });
    auto deaf = fleet->subscribe({}, 0, [](const event_page&) { throw std::logic_error("heard"); });
    deaf.reset();
    fleet->start([&](run_outcome o) { ended.set_value(std::move(o)); });
    const auto result = ended.get_future().get().result;
    BOOST_TEST(heard.size() == result.rules.at("gone").fired);
    BOOST_TEST(heard.size() >= 20U);
    for (std::size_t i = 1; i < heard.size(); ++i) {
        BOOST_TEST(heard[i - 1].sequence < heard[i].sequence);
        BOOST_TEST((heard[i - 1].at <= heard[i].at));
    }
}

BOOST_AUTO_TEST_CASE(a_plan_says_what_would_be_selected) {
    real_run run(scenario_for("10m", rooms), 1);
    const auto plan = run.fleet->plan();
    BOOST_TEST(plan.devices == 100U);
    BOOST_TEST_REQUIRE(plan.groups.size() == 1U);
    BOOST_TEST(plan.groups[0].devices == 40U);
    BOOST_TEST_REQUIRE(plan.faults.size() == 2U);
    BOOST_TEST((plan.faults[0].name == "boom" && plan.faults[1].name == "cut"));
    BOOST_TEST(plan.faults[0].selected == 10U);
    BOOST_TEST(plan.faults[1].matched == 40U);
    BOOST_TEST(plan.faults[1].selected == 20U);
    BOOST_TEST_REQUIRE(plan.jobs.size() == 1U);
    BOOST_TEST(plan.jobs[0].total == 40U);
    BOOST_TEST(plan.jobs[0].failure_limit.value_or(0) == 4U);
    BOOST_TEST(plan.messages == 100U * 120);
}

BOOST_AUTO_TEST_CASE(a_plan_selects_whom_the_run_then_hits) {
    const auto s = scenario_for("10m", rooms);
    real_run planned(s, 1);
    const auto plan = planned.fleet->plan();
    real_run run(s, 2);
    run.start();
    const auto result = run.wait().result;
    BOOST_TEST(result.faults.at("cut").devices == plan.faults[1].selected);
    BOOST_TEST(result.faults.at("boom").devices == plan.faults[0].selected);
    BOOST_TEST(result.jobs.at("j").counts.total == plan.jobs[0].total);
}

BOOST_AUTO_TEST_CASE(a_fleet_that_is_destroyed_while_it_runs_ends_cleanly) {
    const auto s = scenario_for("30d", rooms);
    for (int i = 0; i < 30; ++i) {
        real_run run(s, 1 + i % 3, i % 2 == 0 ? std::optional<pace>() : real_time);
        run.start();
        if (i % 5 == 0) count(*run.fleet, "$connected");  // well under way, not just begun
        run.fleet.reset();
        BOOST_TEST(run.ends == 1);
        BOOST_TEST(run.wait().result.interrupted);
    }
}

BOOST_AUTO_TEST_CASE(a_fleet_that_never_ran_ends_cleanly) {
    real_run run(scenario_for("10m", rooms), 2);
    run.fleet.reset();
    BOOST_TEST(run.ends == 0);
}

BOOST_AUTO_TEST_CASE(a_sink_that_throws_fails_the_run_and_nothing_more) {
    struct broken final : sink {
        void consume(std::uint32_t, const reading_batch&) override {
            throw std::runtime_error("the disk is on fire");
        }
        void at_barrier(sim_time) override {}
    } fire;
    for (const unsigned workers : {1U, 2U}) {
        run_options options;
        options.workers = workers;
        options.sinks = {&fire};
        std::promise<run_outcome> ended;
        const auto fleet = fleet_api::open(scenario_for("10m", rooms), std::move(options));
        fleet->start([&](run_outcome o) { ended.set_value(std::move(o)); });
        BOOST_TEST(ended.get_future().get().failure.find("the disk is on fire") !=
                   std::string::npos);
    }
}

BOOST_AUTO_TEST_SUITE_END()
