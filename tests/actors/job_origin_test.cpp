#include <boost/test/unit_test.hpp>

#include "actors/fleet_api.hpp"
#include "tests/support/job_runs.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono_literals;

namespace {

/// Sixty pumps in six sites; those of `half` a are wanted to be in boost from the second minute.
const std::string pumps = R"(
templates:
  pump:
    telemetry: {level: 1..2}
    properties:
      firmware: 1.0
      mode: {values: [eco, boost, idle], initial: eco, writable: true, takes: 2s}
      picky: {values: [eco, boost, idle], initial: eco, writable: true, rejects: {too warm: 50%}}
      lazy: {values: [eco, boost, idle], initial: eco, writable: true, takes: 1s..20s}
      owner: {type: text, initial: nobody, cloud: true}
    commands:
      update: {takes: 10s, installs: request.version}
      fickle: {takes: 10s, fails: {no space: 50%}}
fleets:
  pumps:
    template: pump
    count: 60
    id: p-##
    tags: {site: {sequence: s-#, each: 10}, half: {pick: {a: 50%, b: rest}}}
)";
const std::string boosted = "boosted: {at: 1m, set: {mode: boost}, where: half = 'a'}";

std::unique_ptr<fleet_lab> run_pumps(const std::string& more) {
    return run_and_hold(scenario_for("1h", pumps + more));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(job_origin_test)

BOOST_AUTO_TEST_CASE(takes_back_what_another_job_set_device_by_device) {
    const auto lab = run_pumps("acts: {" + boosted + R"(}
jobs:
  j: {set: {mode: idle, owner: us}, start: {at: 5m}}
  k: {revert: j, start: {at: 10m}}
expect:
  - {at: 8m, check: devices.total(mode = 'idle' AND owner = 'us') = 60}
  - devices.total(half = 'a' AND mode = 'boost' AND desired.mode = 'boost') = devices.total(half = 'a')
  - devices.total(half = 'b' AND mode = 'eco' AND desired.mode = 'eco') = devices.total(half = 'b')
  - devices.total(half = 'a') >= 20
  - devices.total(owner = 'nobody') = 60
)");
    BOOST_TEST(job_of(lab, "k").counts.total == 60U);
    BOOST_TEST(job_of(lab, "k").counts.succeeded == 60U);
    BOOST_TEST(job_of(lab, "k").conflicts.empty());
}

BOOST_AUTO_TEST_CASE(leaves_alone_what_somebody_set_anew_since) {
    const auto lab = run_pumps(R"(
acts:
  anew: {at: 8m, set: {mode: boost}, where: site = 's-1'}
  to_them: {at: 8m, set: {owner: them}, where: site = 's-2'}
jobs:
  j: {set: {mode: idle, owner: us}, start: {at: 5m}}
  k: {revert: j, start: {at: 10m}}
expect:
  - devices.total(site = 's-1' AND mode = 'boost' AND owner = 'us') = 10
  - devices.total(site = 's-2' AND mode = 'idle' AND owner = 'them') = 10
  - devices.total(mode = 'eco' AND owner = 'nobody') = 40
)");
    const auto& k = job_of(lab, "k");
    BOOST_TEST(k.counts.total == 60U);
    BOOST_TEST(k.counts.skipped == 20U);
    BOOST_TEST(k.counts.succeeded == 40U);
    BOOST_TEST(k.reasons.at("set anew since") == 20U);
    BOOST_TEST(k.state == "complete");
}

BOOST_AUTO_TEST_CASE(means_only_devices_of_which_anything_was_changed) {
    const auto lab = run_pumps("acts: {" + boosted + R"(}
jobs:
  j: {set: {mode: boost}, where: site != 's-6', start: {at: 5m}}
  k: {revert: j}
expect:
  - devices.total(half = 'a' AND mode = 'boost') = devices.total(half = 'a')
  - devices.total(half = 'b' AND mode = 'eco') = devices.total(half = 'b')
)");
    BOOST_TEST(job_of(lab, "j").counts.total == 50U);
    BOOST_TEST(job_of(lab, "k").counts.total < 40U);
    BOOST_TEST(job_of(lab, "k").counts.succeeded == job_of(lab, "k").counts.total);
    BOOST_TEST((*job_of(lab, "k").begin >= *job_of(lab, "j").end));
}

BOOST_AUTO_TEST_CASE(what_was_taken_back_can_be_taken_back) {
    const auto lab = run_pumps("acts: {" + boosted + R"(}
jobs:
  j: {set: {mode: idle, owner: us}, start: {at: 5m}}
  k: {revert: j}
  l: {revert: k, start: {at: 20m}}
expect:
  - {at: 15m, check: devices.total(mode = 'idle') = 0}
  - devices.total(mode = 'idle' AND owner = 'us') = 60
)");
    BOOST_TEST(job_of(lab, "l").counts.succeeded == 60U);
}

BOOST_AUTO_TEST_CASE(of_two_jobs_on_one_property_the_later_is_taken_back_first) {
    const auto lab = run_pumps(R"(
jobs:
  first: {set: {mode: boost}, start: {at: 5m}}
  second: {set: {mode: idle}, start: {at: 10m}}
  undo_second: {revert: second, start: {at: 15m}}
  undo_first: {revert: first, start: {at: 20m}}
expect:
  - {at: 18m, check: devices.total(mode = 'boost') = 60}
  - devices.total(mode = 'eco') = 60
)");
    BOOST_TEST(job_of(lab, "undo_first").counts.succeeded == 60U);
}

BOOST_AUTO_TEST_CASE(two_that_take_back_the_same_do_not_clash) {
    const auto lab = run_pumps(R"(
jobs:
  j: {set: {mode: idle}, start: {at: 5m}}
  k: {revert: j, rate: 10/m, start: {at: 10m}}
  l: {revert: j, rate: 10/m, start: {at: 10m}, where: half = 'a'}
)");
    BOOST_TEST(job_of(lab, "k").conflicts.empty());
    BOOST_TEST(job_of(lab, "l").conflicts.empty());
}

BOOST_AUTO_TEST_CASE(a_rollback_that_reverts_another_job_covers_its_own_devices_only) {
    const auto lab = run_pumps(R"(
acts: {stop: {at: 12m, cancel: n}}
jobs:
  m: {set: {mode: idle}, start: {at: 5m}}
  n: {set: {owner: us}, rate: 10/m, start: {at: 10m}, on_cancel: back}
  back: {revert: m}
)");
    BOOST_TEST(job_of(lab, "n").counts.succeeded < 30U);
    BOOST_TEST(job_of(lab, "back").counts.total == job_of(lab, "n").counts.succeeded);
}

BOOST_AUTO_TEST_CASE(a_cancelled_job_is_taken_back_from_whoever_it_told) {
    const auto lab = run_pumps(R"(
jobs:
  j: {set: {picky: idle}, rate: 60/m, cancel: {failed: 5, overshoot: 3}, on_cancel: back}
  back: {revert: j}
expect:
  - devices.total(desired.picky = 'idle') = 0
)");
    const auto& j = job_of(lab, "j");
    BOOST_TEST(j.state == "cancelled");
    BOOST_TEST(job_of(lab, "back").counts.total == j.counts.succeeded + j.counts.failed);
}

BOOST_AUTO_TEST_CASE(a_device_that_is_told_again_still_gets_its_value) {
    const auto lab = run_pumps(R"(
jobs:
  j: {set: {lazy: idle}, start: {at: 5m}, finish: 1m}
  back: {revert: j, finish: 8s, retry: {timed_out: {times: 50, first: 5s, factor: 1}}}
expect:
  - devices.total(lazy = 'eco') = 60
)");
    const auto& back = job_of(lab, "back");
    BOOST_TEST(back.counts.skipped == 0U);
    BOOST_TEST(back.counts.succeeded == 60U);
}

BOOST_AUTO_TEST_CASE(does_it_again_to_exactly_those_that_failed) {
    const auto lab = run_pumps(R"(
jobs:
  j: {command: fickle}
  k: {rerun: j}
  l: {rerun: k, where: site != 's-3'}
expect:
  - devices.total(jobs.k.state IS NOT NULL AND jobs.j.state = succeeded) = 0
)");
    BOOST_TEST(job_of(lab, "j").counts.failed > 10U);
    BOOST_TEST(job_of(lab, "k").counts.total == job_of(lab, "j").counts.failed);
    BOOST_TEST(job_of(lab, "k").counts.succeeded > 0U);
    BOOST_TEST(job_of(lab, "l").counts.total <= job_of(lab, "k").counts.failed);
}

BOOST_AUTO_TEST_CASE(says_that_another_job_wants_another_value_of_a_device) {
    const auto lab = run_pumps(R"(
jobs:
  slow: {set: {mode: idle}, rate: 6/m}
  same: {set: {mode: idle}, start: {at: 2m}, where: site = 's-6'}
  quick: {set: {mode: boost, owner: us}, start: {at: 5m}}
  other: {set: {owner: them}, start: {at: 6m}}
)");
    // At the fifth minute the slow one had told half of them.
    BOOST_TEST(job_of(lab, "quick").conflicts.at("slow") == 30U, boost::test_tools::tolerance(0.1));
    BOOST_TEST(job_of(lab, "quick").conflicts.size() == 1U);
    BOOST_TEST(job_of(lab, "same").conflicts.empty());
    BOOST_TEST(job_of(lab, "other").conflicts.empty());
}

BOOST_AUTO_TEST_CASE(a_plan_says_which_jobs_meet_on_a_device) {
    const auto api = fleet_api::open(scenario_for("1h", pumps + R"(
jobs:
  slow: {set: {mode: idle}, rate: 6/m}
  quick: {set: {mode: boost}, start: {at: 5m}, where: site = 's-1'}
  late: {set: {mode: boost}, start: {at: 30m}}
  next: {set: {mode: eco}, start: {after: slow}}
)"),
                                     run_options{});
    const auto facts = api->plan();
    BOOST_REQUIRE(facts.conflicts.size() == 1U);
    BOOST_TEST(facts.conflicts[0].first == "slow");
    BOOST_TEST(facts.conflicts[0].second == "quick");
    BOOST_TEST(facts.conflicts[0].property == "mode");
    BOOST_TEST(facts.conflicts[0].devices == 10U);
}

BOOST_AUTO_TEST_SUITE_END()
