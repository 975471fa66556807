#include <boost/test/unit_test.hpp>

#include "tests/support/job_runs.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono_literals;

/// Things that meet in a job: crashes and repeats, joiners and windows, pauses and gates.
namespace {

std::unique_ptr<fleet_lab> run_meters(const std::string& length, const std::string& more,
                                      const std::string& fleet = "count: 100") {
    return run_and_hold(scenario_for(length, R"(
templates:
  meter:
    telemetry: {v: 1..2}
    properties:
      firmware: 1.0.0
      tariff: {values: [day, night], initial: day, writable: true, rejects: {not here: 50%}}
    commands: {quick: {takes: 1s}, slow: {takes: 10m}, minutes: {takes: 30s..2m}}
    update: {download: {takes: 1m}, reboot: {takes: 90s}, defers: {share: 100%, for: 10m}}
  other: {telemetry: {v: 1..2}, commands: {quick: {takes: 1s}}}
fleets: {meters: {template: meter, id: m-###, tags: {half: {pick: {a: 70%, b: rest}}}, )" +
                                                 fleet + "}}\n" + more));
}

std::vector<double> told_at(const std::unique_ptr<fleet_lab>& lab) {
    return seconds_of(events_of(*lab, event_kind::command_succeeded));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(job_edge_test)

BOOST_AUTO_TEST_CASE(a_batch_by_condition_has_as_many_devices_as_meet_it) {
    const auto lab = run_meters("2h", R"(
jobs:
  j: {command: {name: slow, finish: 30m}, batches: ["half = 'a'", rest], next_batch: {soak: 30m}}
expect: [devices.total(half = 'a') = 70]
)");
    const auto& batches = job_of(lab).batches;
    BOOST_REQUIRE(batches.size() == 2U);
    BOOST_TEST(batches[0].counts.total == 70U);
    BOOST_TEST(batches[0].counts.succeeded == 70U);
    BOOST_TEST(batches[0].counts.pending == 0U);
    BOOST_TEST(batches[1].counts.total == 30U);
    BOOST_TEST((*batches[0].end >= sim_time(10min)));
    BOOST_TEST((*batches[1].begin >= *batches[0].end + 30min));
}

BOOST_AUTO_TEST_CASE(a_device_that_is_told_again_takes_its_whole_time_again) {
    const auto lab = run_meters("2h", R"(
jobs: {j: {command: {name: slow, finish: 30m}, retry: {failed: {times: 3, first: 10s, jitter: none}}}}
faults: {c: {kind: crash, at: 3m, for: 1s, where: "$id != 'm-003'"}}
)",
                                "count: 3");
    const auto ends = told_at(lab);
    BOOST_REQUIRE(ends.size() == 3U);
    BOOST_TEST(ends[0] < 602);
    BOOST_TEST(ends[1] >= 790);
    BOOST_TEST(ends[2] >= 790);
}

BOOST_AUTO_TEST_CASE(whoever_joins_is_told_within_the_window_too) {
    const auto lab = run_meters("12h", R"(
jobs: {j: {command: quick, continuous: true, start: {window: {from: 10:00, to: 11:00}}}}
expect: [{at: 9h, check: jobs.j.succeeded = 0}]
)",
                                "count: 100, arrive: [{for: 6h, to: 50%}, {for: 6h, to: 100%}]");
    const auto ends = told_at(lab);
    BOOST_TEST(ends.size() > 50U);
    for (const auto t : ends)
        BOOST_TEST((t >= 36'000 && t <= 39'700), t);
}

BOOST_AUTO_TEST_CASE(a_device_with_another_template_does_not_join_again) {
    const auto lab = run_meters("4h", R"(
jobs: {j: {command: quick, continuous: true}}
acts: {c: {at: 90m, migrate: other}}
)");
    BOOST_TEST(job_of(lab).counts.total == 100U);
    BOOST_TEST(job_of(lab).counts.succeeded == 100U);
}

BOOST_AUTO_TEST_CASE(an_update_of_a_device_that_is_away_after_its_deferral_times_out) {
    const auto lab = run_meters("4h", R"(
jobs:
  j: {update: {version: 2.0.0, finish: 30m}, start: {at: 1m}}
  next: {command: quick, start: {after: j}}
faults: {o: {kind: power_off, at: 5m, for: 2d, share: 10%}}
expect: [{at: 50m, check: jobs.j.state = complete}]
)");
    BOOST_TEST(job_of(lab).counts.timed_out == 10U);
    BOOST_TEST(job_of(lab).counts.succeeded == 90U);
    BOOST_TEST(job_of(lab, "next").begin.has_value());
}

BOOST_AUTO_TEST_CASE(a_device_that_rejects_a_value_is_not_told_again) {
    const auto lab = run_meters("3h", R"(
jobs:
  j: {set: {tariff: night}, retry: {failed: {times: 3, first: 1s}}, start: {at: 10m}}
  k: {set: {tariff: night}, cancel: {failed: 3, counts: [rejected]}, start: {at: 1h}}
)");
    BOOST_TEST(job_of(lab).counts.failed > 30U);
    BOOST_TEST(events_of(*lab, event_kind::command_failed).size() ==
               job_of(lab).counts.failed + job_of(lab, "k").counts.failed);
    BOOST_TEST(job_of(lab, "k").state == "cancelled");
    BOOST_TEST(job_of(lab, "k").counts.failed == 4U);
}

BOOST_AUTO_TEST_CASE(a_rate_lets_the_first_device_go_at_once) {
    const auto lab =
        run_meters("3d", "jobs: {j: {command: quick, rate: 1/d, start: {at: 1m}}}\n", "count: 2");
    const auto ends = told_at(lab);
    BOOST_REQUIRE(ends.size() == 2U);
    BOOST_TEST(ends[0] < 70);
    BOOST_TEST(ends[1] - ends[0] == 86'400, boost::test_tools::tolerance(0.001));
}

BOOST_AUTO_TEST_CASE(a_pause_in_the_soak_does_not_open_the_gate) {
    const auto lab = run_meters("2h", R"(
jobs:
  j:
    command: quick
    batches: [10%, rest]
    next_batch: {soak: 20m, healthy: devices.online > 1000}
    start: {at: 10m}
  k:
    command: quick
    batches: [10%, rest]
    next_batch: {soak: 20m, approval: true}
    start: {at: 10m}
acts:
  p: {at: 15m, pause: j}
  q: {at: 15m, pause: k}
  r: {at: 50m, resume: j}
  s: {at: 50m, resume: k}
expect: [{at: 70m, check: jobs.j.state = paused}, {at: 70m, check: jobs.k.state = paused}]
)");
    BOOST_TEST(job_of(lab).state_reason ==
               "paused after batch 10%: not healthy: devices.online is 10 of 10");
    BOOST_TEST(job_of(lab, "k").state_reason == "waits for approval of batch rest");
}

BOOST_AUTO_TEST_CASE(an_outage_does_not_cancel_the_job_that_it_has_paused) {
    const auto lab = run_meters("6h", R"(
jobs:
  j:
    command: {name: minutes, finish: 5m}
    rate: 60/m
    start: {at: 1m}
    cancel: {failed: 5, overshoot: any}
    pause: {lost: 5%}
    on_cancel: back
  back: {command: quick}
acts: {r: {at: 2h, resume: j}}
faults: {o: {kind: offline, at: 2m, for: 1h}}
expect: [{at: 100m, check: jobs.j.state = paused}]
)");
    BOOST_TEST(job_of(lab).state == "complete");
    BOOST_TEST(job_of(lab).counts.timed_out > 10U);
    BOOST_TEST(!job_of(lab, "back").begin.has_value());
}

BOOST_AUTO_TEST_CASE(reboots_of_an_update_and_sleep_are_no_outage) {
    const auto lab = run_meters("4h", R"(
jobs: {j: {update: {version: 2.0.0, finish: 30m}, start: {at: 1m}, pause: {lost: 5%}}}
)");
    BOOST_TEST(job_of(lab).state == "complete");
    BOOST_TEST(job_of(lab).counts.succeeded == 100U);
}

BOOST_AUTO_TEST_CASE(a_device_that_comes_and_goes_is_lost_once) {
    const auto lab = run_meters("1h", R"(
jobs: {j: {command: quick, rate: 2/m, pause: {lost: 5%, within: 10m}}}
faults: {o: {kind: offline, for: 10s, every: 30s, count: 3}}
)");
    BOOST_TEST(job_of(lab).state == "complete");
}

BOOST_AUTO_TEST_CASE(a_paused_job_whose_last_device_answers_is_complete) {
    const auto lab = run_meters("1h", R"(
jobs:
  j: {command: {name: slow, finish: 30m}}
  next: {command: quick, start: {after: j}}
acts: {p: {at: 5m, pause: j}}
)");
    BOOST_TEST(job_of(lab).counts.succeeded == 100U);
    BOOST_TEST(job_of(lab).state == "complete");
    BOOST_TEST(job_of(lab, "next").state == "complete");
}

BOOST_AUTO_TEST_CASE(later_batches_are_held_against_the_limit_too_when_time_runs_out) {
    const auto lab = run_meters("1h", R"(
jobs:
  j:
    command: {name: quick, reach: 10m}
    batches: [1, rest]
    cancel: {failed: 10%, of: batch, counts: [failed, unreached]}
faults: {o: {kind: offline, at: 0s, for: 1h, where: "$id != 'm-001'"}}
)");
    BOOST_TEST(job_of(lab).state == "cancelled");
}

BOOST_AUTO_TEST_CASE(an_empty_batch_is_healthy_and_one_of_which_nobody_answered_is_not) {
    const auto lab = run_meters("1h", R"(
groups: {nobody: half = 'c'}
jobs:
  j: {command: quick, batches: [nobody, 10%, rest], next_batch: {healthy: devices.online >= 90%}}
  k: {group: nobody, command: quick, batches: [10%, rest], next_batch: {healthy: devices.online >= 90%}}
  l: {command: {name: quick, reach: 5m}, batches: [10%, rest], next_batch: {succeeded: 97%}, start: {at: 20m}}
faults: {o: {kind: offline, at: 15m, for: 1h}}
)");
    BOOST_TEST(job_of(lab).state == "complete");
    BOOST_TEST(job_of(lab).counts.succeeded == 100U);
    BOOST_TEST(job_of(lab, "k").state == "complete");
    BOOST_TEST(job_of(lab, "l").state == "paused");
}

BOOST_AUTO_TEST_CASE(begins_when_it_begins_and_not_when_it_asked) {
    const auto lab = run_meters("3h", R"(
service: {jobs: 1}
jobs:
  j: {command: {name: slow, finish: 30m}, start: {at: 1m}}
  k: {command: quick, start: {at: 1m}, priority: -1}
  l: {command: quick, start: {at: 1m}, approval: true, priority: -2}
acts: {r: {at: 1h, resume: l}}
)");
    BOOST_TEST((*job_of(lab, "k").begin >= *job_of(lab).end));
    BOOST_TEST((*job_of(lab, "k").batches[0].begin >= *job_of(lab).end));
    BOOST_TEST((*job_of(lab, "l").begin >= sim_time(1h)));
}

BOOST_AUTO_TEST_CASE(an_act_at_the_instant_of_the_start_comes_after_it) {
    const auto lab = run_meters("1h", R"(
jobs: {j: {command: quick, start: {at: 10m}, approval: true}}
acts: {r: {at: 10m, resume: j}}
)");
    BOOST_TEST(job_of(lab).state == "complete");
}

BOOST_AUTO_TEST_CASE(a_rollback_may_have_a_window) {
    const auto lab = run_meters("3h", R"(
jobs:
  j: {command: quick, start: {at: 10m}, batches: [50%, rest], next_batch: {soak: 1h}, on_cancel: back}
  back: {command: quick, start: {window: {from: 02:00, to: 03:00}}}
acts: {r: {at: 25m, cancel: j}}
)");
    BOOST_TEST(job_of(lab, "back").counts.succeeded == 50U);
    BOOST_TEST(told_at(lab).back() >= 7'200);
}

BOOST_AUTO_TEST_CASE(who_is_given_up_before_a_repeat_ends_as_it_did_the_last_time) {
    const std::string job = R"(
faults: {o: {kind: offline, at: 10m10s, for: 2h, where: half = 'a'}}
jobs:
  j:
    command: {name: minutes, finish: 1m, reach: 10m}
    start: {at: 10m}
    retry: {timed_out: 1}
)";
    const auto plain = run_meters("2h", job);
    BOOST_TEST(job_of(plain).counts.failed == 0U);
    BOOST_TEST(job_of(plain).counts.timed_out >= 70U);
    const auto counted =
        run_meters("2h", job + "    cancel: {failed: 5, overshoot: 80, counts: [timed_out]}\n");
    BOOST_TEST(job_of(counted).state == "cancelled");
    BOOST_TEST(job_of(counted).counts.timed_out <= 86U);
    const auto others =
        run_meters("2h", job + "    cancel: {failed: 5, overshoot: 80, counts: [failed]}\n");
    BOOST_TEST(job_of(others).state == "complete");
}

BOOST_AUTO_TEST_CASE(a_forced_end_is_told_and_rolled_back) {
    const auto lab = run_meters("3h", R"(
jobs:
  j: {command: {name: slow, finish: 1h}, cancel: {failed: 5, in_flight: force}, on_cancel: back}
  back: {command: quick}
acts: {r: {at: 5m, cancel: j}}
)");
    BOOST_TEST(events_of(*lab, event_kind::command_recalled).size() == 6U);
    BOOST_TEST(job_of(lab, "back").counts.succeeded == 6U);
}

BOOST_AUTO_TEST_SUITE_END()
