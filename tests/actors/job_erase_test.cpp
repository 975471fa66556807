#include <boost/test/unit_test.hpp>

#include "tests/support/job_runs.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono_literals;

/// Jobs that an operator deletes.
namespace {

std::unique_ptr<fleet_lab> run_meters(const std::string& more) {
    auto lab = run_and_hold(scenario_for("2h", R"(
templates:
  meter:
    telemetry: {v: 1..2}
    properties:
      firmware: 1.0.0
      tariff: {values: [day, night], initial: day, writable: true}
    commands: {quick: {takes: 1s}, fickle: {takes: 1s, fails: {no: 50%}}, slow: {takes: 10m}}
    update: {download: {takes: 1m}, install: {takes: 20m}, reboot: {takes: 90s}}
fleets: {meters: {template: meter, count: 100, id: m-###}}
groups: {done: jobs.j.state = succeeded}
)" + more));
    for (std::uint32_t s = 0; s < lab->shards(); ++s)
        BOOST_TEST((lab->folded(s) == lab->shard(s).state));
    return lab;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(job_erase_test)

BOOST_AUTO_TEST_CASE(a_job_that_is_over_is_forgotten_and_what_it_did_stays) {
    const auto lab = run_meters(R"(
jobs: {j: {set: {tariff: night}, start: {at: 5m}}}
acts: {gone: {at: 1h, delete: j}}
expect:
  - {at: 50m, check: jobs.j.state = complete}
  - {at: 50m, check: devices.total(jobs.j.state = 'succeeded') = 100}
  - {at: 50m, check: groups.done.devices = 100}
  - acts.gone.outcome = done
  - jobs.j.state = deleted
  - jobs.j.total = 0
  - devices.total(jobs.j.state IS NULL) = 100
  - groups.done.devices = 0
  - devices.total(tariff = 'night') = 100
)");
    const auto& job = job_of(lab);
    BOOST_TEST(job.state_reason == "deleted by scenario");
    BOOST_TEST(job.counts.add_up());
    BOOST_TEST(job.reasons.empty());
    BOOST_TEST(job.latency.count == 0U);
    for (std::uint32_t s = 0; s < lab->shards(); ++s)
        BOOST_TEST(lab->shard(s).state.legs.empty());
}

BOOST_AUTO_TEST_CASE(a_job_under_way_is_not_deleted_before_it_is_cancelled) {
    const auto lab = run_meters(R"(
jobs: {j: {command: {name: slow, finish: 30m}, start: {at: 5m}}}
acts:
  early: {at: 10m, delete: j}
  stop: {at: 11m, cancel: j}
  ending: {at: 12m, delete: j}
  late: {at: 1h, delete: j}
  twice: {at: 61m, delete: j}
expect:
  - acts.early.outcome = conflict
  - acts.ending.outcome = conflict
  - {at: 50m, check: jobs.j.succeeded = 100}
  - acts.late.outcome = done
  - acts.twice.outcome = conflict
)");
    const auto& acts = lab->outcome().result.acts;
    BOOST_TEST(acts.at("early").problem == "the job is under way; cancel it first");
    BOOST_TEST(acts.at("ending").problem == "the job is about to end; ask again");
    BOOST_TEST(acts.at("twice").problem == "the job is deleted");
}

BOOST_AUTO_TEST_CASE(a_job_that_has_not_begun_never_does) {
    const auto lab = run_meters(R"(
jobs:
  j: {command: quick, start: {at: 1h}}
  next: {command: quick, start: {after: j}}
acts: {gone: {at: 10m, delete: j}}
expect: [commands.sent = 100, jobs.next.state = complete]
)");
    BOOST_TEST(job_of(lab).state == "deleted");
    BOOST_TEST((*job_of(lab, "next").begin < sim_time(11min)));
}

BOOST_AUTO_TEST_CASE(who_comes_after_a_deleted_job_finds_none_of_its_devices) {
    const auto lab = run_meters(R"(
jobs:
  j: {command: fickle, start: {at: 5m}}
  k: {set: {tariff: night}, start: {at: 5m}}
  again: {rerun: j, start: {at: 1h}}
  undo: {revert: k, start: {at: 1h}}
acts: {gone: {at: 50m, delete: j}, gone_too: {at: 50m, delete: k}}
expect:
  - {at: 49m, check: jobs.j.failed >= 20}
  - jobs.again.total = 0
  - jobs.undo.total = 0
  - devices.total(tariff = 'night') = 100
)");
    BOOST_TEST(job_of(lab, "undo").state == "complete");
}

BOOST_AUTO_TEST_CASE(a_job_that_another_one_takes_back_is_kept_until_that_is_done) {
    const auto lab = run_meters(R"(
jobs:
  j: {set: {tariff: night}, start: {at: 5m}}
  undo: {revert: j, rate: 10/m, start: {at: 10m}}
acts:
  early: {at: 12m, delete: j}
  late: {at: 1h, delete: j}
expect:
  - jobs.undo.succeeded = 100
  - devices.total(desired.tariff = 'day') = 100
  - acts.late.outcome = done
)");
    BOOST_TEST(lab->outcome().result.acts.at("early").problem ==
               "a job that takes it back is under way; wait until it is over");
}

BOOST_AUTO_TEST_CASE(a_job_that_is_deleted_as_its_undo_begins_leaves_nobody_half_undone) {
    const auto lab = run_meters(R"(
jobs:
  j: {set: {tariff: night}, start: {at: 5m}}
  undo: {revert: j, rate: 10/m, start: {at: 10m}}
acts: {gone: {at: 10m1s, delete: j}}
expect: [jobs.undo.state = complete]
)");
    const auto& undo = job_of(lab, "undo");
    BOOST_TEST(undo.counts.total == undo.counts.succeeded + undo.counts.skipped);
    BOOST_TEST((undo.counts.skipped == 0U || undo.counts.succeeded == 0U));
}

BOOST_AUTO_TEST_CASE(a_job_that_waits_for_its_turn_as_it_is_cancelled_holds_nobody_up) {
    const auto lab = run_meters(R"(
service: {jobs: 1}
jobs:
  j: {command: quick, start: {at: 1m}}
  k: {command: quick, start: {at: 2m}}
acts: {stop: {at: 61s, delete: j}}
expect: [jobs.k.state = complete, jobs.k.succeeded = 100]
)");
    BOOST_TEST(job_of(lab).state == "deleted");
}

BOOST_AUTO_TEST_CASE(who_is_told_again_or_installs_when_the_job_is_deleted_goes_on) {
    const auto lab = run_meters(R"(
jobs:
  j: {update: {version: 2.0.0}, start: {at: 1m}, cancel: {failed: 50%, of: job, overshoot: any, in_flight: force}}
  f: {command: {name: fickle}, retry: {failed: {times: 3, first: 20m}}, start: {at: 1m}}
acts:
  stop: {at: 10m, cancel: j}
  stop_too: {at: 10m, cancel: f}
  gone: {at: 11m, delete: j}
  gone_too: {at: 11m, delete: f}
expect:
  - {at: 10m30s, check: jobs.f.cancelled >= 20}
  - acts.gone.outcome = done
  - acts.gone_too.outcome = done
  - devices.total(firmware = '2.0.0') = 100
)");
    BOOST_TEST(job_of(lab).counts.total == 0U);
    for (const auto& step : job_of(lab).steps.value_or(update_counts{}))
        BOOST_TEST(step.begun == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
