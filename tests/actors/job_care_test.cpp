#include <boost/test/unit_test.hpp>

#include "tests/support/job_runs.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono_literals;

namespace {

const std::string pumps = R"(
templates:
  pump:
    telemetry: {level: 1..2}
    properties: {firmware: 1.0, mode: {values: [eco, boost], initial: eco, writable: true}}
    commands:
      update: {takes: 10s, installs: request.version}
      broken: {takes: 10s, fails: {no space: 100%}}
      fickle: {takes: 10s, fails: {no space: 50%}}
      slow: {takes: 10m}
)";
const std::string sixty =
    "fleets: {pumps: {template: pump, count: 60, id: p-##, zone: Europe/Berlin,\n"
    "                 tags: {site: {sequence: s-#, each: 10}, half: {pick: {a: 50%, b: rest}}}}}\n";

/// `command`: one more that the pumps know.
std::unique_ptr<fleet_lab> run_pumps(const std::string& length, const std::string& more,
                                     const std::string& command = {}) {
    auto lab = std::make_unique<fleet_lab>(scenario_for(length, pumps + command + sixty + more));
    lab->run();
    return lab;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(job_care_test)

BOOST_AUTO_TEST_CASE(sends_only_while_its_window_is_open) {
    // The run begins at midnight UTC, which is one o'clock in Berlin.
    const auto lab = run_pumps("26h", R"(
jobs:
  j:
    command: update
    start: {at: 30m, window: {from: 22:00, to: 02:00, zone: device}}
    rate: 20/h
)");
    const auto at = times_of(events_of(*lab, event_kind::command_succeeded));
    BOOST_TEST(at.size() == 60U);
    for (const auto t : at) {
        const auto hour = (seconds_of(t) - 10) / 3600 + 1;  // in Berlin, when it was sent
        BOOST_TEST((hour <= 2.01 || hour >= 22), hour);
    }
    BOOST_TEST(job_of(lab).state == "complete");
}

BOOST_AUTO_TEST_CASE(says_that_its_window_held_it_back) {
    const auto lab = run_pumps("3h", R"(
jobs:
  j:
    command: {name: update, reach: 1h}
    start: {at: 0s, window: {from: 12:00, to: 13:00}}
)");
    BOOST_TEST(job_of(lab).counts.unreached == 60U);
    BOOST_TEST(job_of(lab).reasons.at("held back by the job's window") == 60U);
    BOOST_TEST(lab->outcome().result.commands.sent == 0U);
}

BOOST_AUTO_TEST_CASE(tells_a_device_again_as_often_as_it_says) {
    const auto lab = run_pumps("2h", "jobs: {j: {command: broken, retry: {failed: 2}}}");
    BOOST_TEST(job_of(lab).counts.failed == 60U);
    BOOST_TEST(lab->outcome().result.commands.sent == 180U);
    BOOST_TEST(job_of(lab).state == "complete");
    BOOST_TEST(job_of(lab).reasons.at("no space") == 60U);
}

BOOST_AUTO_TEST_CASE(draws_anew_for_every_attempt) {
    const auto lab = run_pumps("10h", "jobs: {j: {command: fickle, retry: {failed: 20}}}");
    BOOST_TEST(job_of(lab).counts.succeeded == 60U);
    BOOST_TEST(lab->outcome().result.commands.sent > 80U);
    BOOST_TEST(lab->outcome().result.commands.sent < 180U);
}

BOOST_AUTO_TEST_CASE(pauses_grow_and_have_full_jitter_unless_it_says_otherwise) {
    const auto lab = run_pumps("2h", R"(
jobs:
  j: {command: broken, where: $id = 'p-07', retry: {failed: {times: 2, first: 1m, factor: 3, jitter: none}}}
)");
    const auto at = times_of(events_of(*lab, event_kind::command_failed));
    BOOST_TEST_REQUIRE(at.size() == 3U);
    // Ten seconds, a step until the job's answer, the pause, and a step until the permit.
    BOOST_TEST(seconds_of(at[1] - at[0]) >= 60 + 10);
    BOOST_TEST(seconds_of(at[1] - at[0]) <= 60 + 10 + 4);
    BOOST_TEST(seconds_of(at[2] - at[1]) >= 180 + 10);
    BOOST_TEST(seconds_of(at[2] - at[1]) <= 180 + 10 + 4);
}

BOOST_AUTO_TEST_CASE(spends_no_more_repeats_than_its_budget) {
    const auto lab =
        run_pumps("2h", "jobs: {j: {command: broken, retry: {failed: 5, budget: 50%}}}");
    BOOST_TEST(lab->outcome().result.commands.sent == 60U + 30U);
    BOOST_TEST(job_of(lab).counts.failed == 60U);
}

BOOST_AUTO_TEST_CASE(counts_a_device_as_failed_when_its_last_attempt_has) {
    const auto lab =
        run_pumps("2h", "jobs: {j: {command: broken, retry: {failed: 1}, cancel: {failed: 4}}}");
    BOOST_TEST(job_of(lab).state == "cancelled");
    BOOST_TEST(job_of(lab).counts.failed == 5U);
    BOOST_TEST(job_of(lab).counts.cancelled == 55U);
}

BOOST_AUTO_TEST_CASE(goes_on_only_where_the_devices_so_far_are_healthy) {
    const auto lab = run_pumps("3h", R"(
faults: {dead: {kind: power_off, delay: 5m}}
jobs:
  j:
    command: bad
    batches: [10, rest]
    next_batch: {soak: 10m, healthy: devices.online >= 90%}
)",
                               "      bad: {takes: 10s, starts: dead}\n");
    const auto& j = job_of(lab);
    BOOST_TEST(j.state == "paused");
    BOOST_TEST(j.state_reason == "paused after batch 10: not healthy: devices.online is 0 of 10");
    BOOST_TEST(j.counts.succeeded == 10U);
    BOOST_TEST(!j.batches[1].begin.has_value());
}

BOOST_AUTO_TEST_CASE(compares_the_devices_so_far_with_the_others) {
    const std::string job = R"(
jobs:
  j:
    command: update
    batches: [half = 'a', rest]
    next_batch: {soak: 10m, healthy: devices.online(site != 's-1') >= others.online - 10, else: cancel}
)";
    BOOST_TEST(job_of(run_pumps("1h", job)).state == "complete");
    const auto cut =
        run_pumps("1h", "faults: {cut: {kind: offline, where: half = 'a', at: 5m}}\n" + job);
    BOOST_TEST(job_of(cut).state == "cancelled");
}

BOOST_AUTO_TEST_CASE(waits_for_somebody_who_approves) {
    const auto lab = run_pumps("2h", R"(
jobs:
  j: {command: update, approval: true, batches: [10, rest], next_batch: {approval: true}}
acts:
  begin: {at: 10m, resume: j}
  go_on: {at: 30m, resume: j}
expect:
  - {at: 9m, check: jobs.j.state = paused}
  - {at: 20m, check: jobs.j.succeeded = 10}
  - {at: 20m, check: jobs.j.state = paused}
)");
    BOOST_TEST(job_of(lab).counts.succeeded == 60U);
    BOOST_TEST(job_of(lab).state == "complete");
    for (const auto& e : lab->outcome().result.expectations)
        BOOST_TEST((e.outcome == expectation_result::verdict::held), e.path);
}

BOOST_AUTO_TEST_CASE(rolls_back_whoever_took_the_change_when_it_is_cancelled) {
    const auto lab = run_pumps("2h", R"(
jobs:
  j:
    command: fickle
    cancel: {failed: 5}
    on_cancel: back
  back: {command: update}
)");
    BOOST_TEST(job_of(lab).state == "cancelled");
    BOOST_TEST(job_of(lab).counts.failed == 6U);
    BOOST_TEST(job_of(lab, "back").counts.total == job_of(lab).counts.succeeded);
    BOOST_TEST(job_of(lab, "back").state == "complete");
    BOOST_TEST((*job_of(lab, "back").begin >= *job_of(lab).end));
}

BOOST_AUTO_TEST_CASE(begins_after_another_one_with_whoever_failed_there) {
    const auto lab = run_pumps("2h", R"(
groups: {failed: jobs.j.state = failed}
jobs:
  j: {command: fickle}
  k: {group: failed, command: update, start: {after: j}}
)");
    BOOST_TEST(job_of(lab).counts.failed > 10U);
    BOOST_TEST(job_of(lab, "k").counts.total == job_of(lab).counts.failed);
    BOOST_TEST(job_of(lab, "k").counts.succeeded == job_of(lab).counts.failed);
}

BOOST_AUTO_TEST_CASE(pauses_where_its_targets_vanish_together) {
    const std::string job =
        "jobs: {j: {command: update, rate: 1/m, pause: {lost: 10%, within: 1m}}}\n";
    const auto lab = run_pumps("2h", "faults: {cut: {kind: offline, share: 20%, at: 10m}}\n" + job);
    BOOST_TEST(job_of(lab).state == "paused");
    BOOST_TEST(job_of(lab).state_reason ==
               "paused: 12 of 60 targets lost their connection at once");
    BOOST_TEST(job_of(run_pumps("2h", job)).state == "complete");
}

BOOST_AUTO_TEST_CASE(does_not_wait_for_what_is_under_way_where_it_is_forced) {
    const auto lab = run_pumps("2h", R"(
jobs:
  j: {command: {name: slow, finish: 1h}, cancel: {failed: 5, in_flight: force}}
acts: {stop: {at: 1m, cancel: j}}
)");
    BOOST_TEST(job_of(lab).state == "cancelled");
    BOOST_TEST((*job_of(lab).end <= sim_time(65s)));
    BOOST_TEST(job_of(lab).counts.cancelled == 60U);
    BOOST_TEST(job_of(lab).reasons.at("job cancelled while the command was under way") == 6U);
}

BOOST_AUTO_TEST_CASE(does_not_keep_a_device_that_is_away_from_doing_what_it_was_told) {
    const auto lab = run_pumps("2h", R"(
groups: {new: firmware = '2.0'}
faults: {cut: {kind: offline, count: 20, at: 30s, for: 30m}}
jobs:
  j:
    command: {name: long, request: {version: 2.0}, finish: 20m}
    cancel: {failed: 5, overshoot: any, in_flight: force}
acts: {stop: {at: 1m, cancel: j}}
)",
                               "      long: {takes: 10m, installs: request.version}\n");
    BOOST_TEST(job_of(lab).counts.cancelled == 60U);
    BOOST_TEST((*job_of(lab).end <= sim_time(65s)));
    const auto installed = events_of(*lab, event_kind::device_joined);
    BOOST_TEST(installed.size() == 20U, "those that did not hear of the cancellation");
    for (const auto at : seconds_of(installed))
        BOOST_TEST(at >= 1830, "they say so when they are back");
    BOOST_TEST(lab->outcome().result.commands.succeeded == 0U);
}

BOOST_AUTO_TEST_CASE(counts_who_was_not_reached_only_where_it_says_so) {
    const std::string cut = "faults: {cut: {kind: offline, count: 20, at: 0s}}\n";
    const auto job = [&](const std::string& cancel) {
        return run_pumps("3h", cut +
                                   "jobs: {j: {command: {name: update, reach: 1h}, "
                                   "start: {at: 1m}, cancel: {failed: 5" +
                                   cancel + "}}}");
    };
    BOOST_TEST(job_of(job("")).state == "complete");
    const auto counted = job(", counts: [failed, unreached]");
    BOOST_TEST(job_of(counted).state == "cancelled");
    BOOST_TEST(job_of(counted).state_reason ==
               "6 were not reached, more than the limit of 5, in batch all");
    BOOST_TEST(job_of(counted).reasons.at("not reached in time") == 6U);
    BOOST_TEST(job_of(counted).counts.cancelled == 14U);
    const auto any = job(", counts: [failed, unreached], overshoot: any");
    BOOST_TEST(job_of(any).counts.unreached == 20U, "nobody has to wait for a permit");
}

BOOST_AUTO_TEST_CASE(takes_some_of_its_group_in_whole_clusters) {
    const auto lab = run_pumps("1h", "jobs: {j: {command: update, by: site, share: 50%}}");
    BOOST_TEST(job_of(lab).counts.total == 30U);
    BOOST_TEST(job_of(lab).counts.succeeded == 30U);
    const auto few = run_pumps("1h", "jobs: {j: {command: update, count: 7}}");
    BOOST_TEST(job_of(few).counts.total == 7U);
}

BOOST_AUTO_TEST_CASE(takes_in_who_joins_later_at_its_pace) {
    const auto lab = run_pumps("3h", R"(
groups: {boosted: mode = boost}
acts: {more: {at: 30m, set: {mode: boost}, where: half = 'a'}}
jobs: {j: {group: boosted, command: update, continuous: true, rate: 10/h}}
expect:
  - {at: 20m, check: jobs.j.total = 0}
  - {at: 90m, check: jobs.j.succeeded <= 11}
)");
    BOOST_TEST(job_of(lab).counts.total == 30U);
    BOOST_TEST(job_of(lab).counts.succeeded > 15U);
    BOOST_TEST(job_of(lab).state == "running");
    for (const auto& e : lab->outcome().result.expectations)
        BOOST_TEST((e.outcome == expectation_result::verdict::held), e.path);
}

BOOST_AUTO_TEST_CASE(waits_for_its_turn_where_only_so_many_jobs_may_be_under_way) {
    const auto lab = run_pumps("3h", R"(
service: {jobs: 1}
jobs:
  a: {command: update}
  b: {command: update, start: {at: 2s}}
  c: {command: update, start: {at: 3s}, priority: 5}
)");
    const auto& a = job_of(lab, "a");
    const auto& b = job_of(lab, "b");
    const auto& c = job_of(lab, "c");
    for (const auto* one : {&a, &b, &c})
        BOOST_TEST(one->counts.succeeded == 60U);
    BOOST_TEST((*a.end <= *c.end && *c.end < *b.end));
    BOOST_TEST(lab->outcome().result.commands.sent == 180U);
}

BOOST_AUTO_TEST_SUITE_END()
