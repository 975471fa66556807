#include <boost/test/unit_test.hpp>

#include "tests/support/job_runs.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono_literals;

/// Undos in the way of operators, of repeats and of other jobs.
namespace {

/// A hundred pumps whose mode has these qualities.
std::unique_ptr<fleet_lab> run_pumps(const std::string& mode, const std::string& more) {
    return run_and_hold(scenario_for("1h", R"(
templates:
  pump:
    telemetry: {level: 1..2}
    properties:
      mode: {values: [eco, boost, idle], initial: eco, writable: true, )" +
                                               mode +
                                               R"(}
    commands: {diag: {takes: 1s, fails: {x: 50%}}}
fleets: {pumps: {template: pump, count: 100, id: p-###, tags: {half: {pick: {a: 50%, b: rest}}}}}
)" + more));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(job_undo_test)

BOOST_AUTO_TEST_CASE(an_undo_that_failed_can_be_done_again) {
    const auto lab = run_pumps("takes: 2s, rejects: {warm: 30%}", R"(
jobs:
  j: {set: {mode: boost}, start: {at: 1m}}
  k: {revert: j, start: {at: 5m}}
  again: {rerun: k}
)");
    BOOST_TEST(job_of(lab, "k").counts.failed >= 10U);
    BOOST_TEST(job_of(lab, "again").counts.total == job_of(lab, "k").counts.failed);
    BOOST_TEST(job_of(lab, "again").counts.skipped == 0U);
}

BOOST_AUTO_TEST_CASE(who_was_set_anew_before_the_repeat_of_an_undo_is_left_alone) {
    const auto lab = run_pumps("takes: 1m", R"(
acts: {mine: {at: 10m30s, set: {mode: idle}, where: half = 'a'}}
jobs:
  j: {set: {mode: boost}, start: {at: 1m}}
  k:
    revert: j
    finish: 10s
    retry: {timed_out: {times: 1, first: 5m, jitter: none}}
    start: {at: 10m}
expect:
  - devices.total(half = 'a' AND desired.mode = 'idle') = devices.total(half = 'a')
  - devices.total(half = 'b' AND desired.mode = 'eco') = devices.total(half = 'b')
  - devices.total(half = 'a' AND jobs.k.reason = 'set anew since') = jobs.k.skipped
  - jobs.k.skipped = devices.total(half = 'a')
)");
    BOOST_TEST(job_of(lab, "k").counts.timed_out == 100U - job_of(lab, "k").counts.skipped);
}

BOOST_AUTO_TEST_CASE(who_had_the_value_already_was_not_changed) {
    const auto lab = run_pumps("takes: 2s", R"(
acts: {some: {at: 1m, set: {mode: boost}, where: half = 'a'}}
jobs:
  same: {set: {mode: eco}, start: {at: 5m}}
  undo: {revert: same, start: {at: 9m}}
expect:
  - jobs.undo.total = devices.total(half = 'a')
  - devices.total(half = 'a' AND mode = 'boost') = devices.total(half = 'a')
)");
    BOOST_TEST(job_of(lab, "undo").counts.succeeded == job_of(lab, "undo").counts.total);
}

BOOST_AUTO_TEST_CASE(an_undo_clashes_only_with_who_wants_something_else) {
    const auto lab = run_pumps("takes: 2s", R"(
jobs:
  a: {set: {mode: boost}, start: {at: 1m}}
  undo: {revert: a, rate: 10/m, start: {at: 5m}}
  same: {set: {mode: eco}, start: {at: 6m}}
  other: {set: {mode: idle}, start: {at: 7m}}
)");
    BOOST_TEST(job_of(lab, "same").conflicts.empty());
    BOOST_TEST(job_of(lab, "other").conflicts.at("undo") >= 50U);
}

BOOST_AUTO_TEST_CASE(a_device_that_is_told_again_clashes_once) {
    const auto lab = run_pumps("takes: 30s", R"(
jobs:
  slow: {set: {mode: idle}, rate: 1/m, start: {at: 1m}}
  j: {set: {mode: boost}, finish: 10s, start: {at: 2m}, retry: {timed_out: {times: 3, first: 10s}}}
)");
    BOOST_TEST(job_of(lab, "j").conflicts.at("slow") <= 100U);
    BOOST_TEST(job_of(lab, "j").conflicts.at("slow") >= 95U);
}

BOOST_AUTO_TEST_CASE(a_rollback_that_does_another_job_again_covers_its_own_devices_only) {
    const auto lab = run_pumps("takes: 2s", R"(
acts: {stop: {at: 10m, cancel: n}}
jobs:
  m: {command: diag, start: {at: 1m}}
  n: {set: {mode: idle}, rate: 20/m, start: {at: 9m}, where: half = 'b', on_cancel: back}
  back: {rerun: m}
expect: [devices.total(jobs.back.state IS NOT NULL AND half = 'a') = 0]
)");
    BOOST_TEST(job_of(lab, "back").counts.total >= 1U);
    BOOST_TEST(job_of(lab, "back").counts.total <= job_of(lab, "n").counts.succeeded);
}

BOOST_AUTO_TEST_CASE(a_job_looks_for_joiners_and_at_the_health_of_its_devices_in_one_step) {
    const auto lab = run_pumps("takes: 9s", R"(
acts: {stop: {at: 30m, cancel: j}}
jobs:
  j:
    set: {mode: boost}
    continuous: true
    start: {at: 1m}
    batches: [10, rest]
    next_batch: {soak: 50s, healthy: devices.online >= 50%}
expect: [jobs.j.succeeded = 100, jobs.j.state = cancelled]
)");
    BOOST_TEST(job_of(lab, "j").end.has_value());
}

BOOST_AUTO_TEST_CASE(the_health_of_a_batch_can_be_a_part_of_its_devices) {
    const auto lab = run_pumps("takes: 2s", R"(
jobs:
  good:
    command: diag
    start: {at: 1m}
    batches: [50, rest]
    next_batch: {succeeded: 0%, healthy: devices.total(jobs.good.state = 'failed') <= 90%}
  bad:
    command: diag
    start: {at: 1m}
    batches: [50, rest]
    next_batch: {succeeded: 0%, healthy: devices.total(jobs.bad.state = 'failed') <= 10%}
)");
    BOOST_TEST(job_of(lab, "good").state == "complete");
    BOOST_TEST(job_of(lab, "bad").state == "paused");
    BOOST_TEST(job_of(lab, "bad").state_reason.find(" of 50") != std::string::npos,
               job_of(lab, "bad").state_reason);
}

BOOST_AUTO_TEST_CASE(who_can_never_do_it_is_not_told_again) {
    const auto lab = std::make_unique<fleet_lab>(scenario_for("1h", R"(
templates:
  able:
    telemetry: {v: 1..2}
    properties: {owner: {type: text, initial: us, cloud: true}}
    commands: {go: {takes: 1s}}
  unable: {telemetry: {v: 1..2}}
fleets: {some: {template: able, count: 50}, others: {template: unable, count: 50}}
groups: {}
jobs:
  j: {command: go, retry: {failed: 3, budget: 10}, start: {at: 1m}}
  k: {group: unable, command: go, cancel: {failed: 5, counts: [rejected]}, start: {at: 1m}}
  c: {set: {owner: them}, batches: [30, rest], cancel: {failed: 5, counts: [rejected]}}
)"));
    lab->run();
    BOOST_TEST(lab->outcome().result.commands.sent == 100U + 6U);
    BOOST_TEST(job_of(lab, "j").counts.failed == 50U);
    BOOST_TEST(job_of(lab, "k").counts.total == 50U);
    BOOST_TEST(job_of(lab, "k").counts.failed == 6U);
    BOOST_TEST(job_of(lab, "c").state == "cancelled");
    BOOST_TEST(job_of(lab, "c").counts.failed == 6U);
    BOOST_TEST(lab->outcome().result.groups.at("unable").devices == 50U);
}

BOOST_AUTO_TEST_SUITE_END()
