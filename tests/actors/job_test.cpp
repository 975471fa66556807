#include <boost/test/unit_test.hpp>

#include "tests/support/lab_queries.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono_literals;

namespace {

const std::string pumps = R"(
templates:
  pump:
    telemetry: {level: 1..2}
    properties: {firmware: 1.0}
    commands:
      update: {takes: 10s, installs: request.version}
      upgrade: {takes: 10300ms, installs: request.version}
      broken: {takes: 10s, fails: {no space: 100%}}
      fickle: {takes: 2s..20s, fails: {no space: 50%}}
      slow: {takes: 10m}
)";
const std::string sixty =
    "fleets: {pumps: {template: pump, count: 60, tags: {half: {pick: {a: 50%, b: rest}}}}}\n";
const std::string one = "fleets: {pumps: {template: pump, count: 1}}\n";

/// A run of half an hour of these pumps; `more` has the fleets and what happens to them.
std::unique_ptr<fleet_lab> run_pumps(const std::string& more) {
    auto lab = std::make_unique<fleet_lab>(scenario_for("30m", pumps + more));
    lab->run();
    return lab;
}

const job_result& job_of(const std::unique_ptr<fleet_lab>& lab) {
    return lab->outcome().result.jobs.at("j");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(job_test)

BOOST_AUTO_TEST_CASE(is_cancelled_at_the_first_failure_above_its_limit) {
    const auto lab = run_pumps(sixty + "jobs: {j: {command: broken, cancel: {failed: 3}}}");
    const auto& j = job_of(lab);
    BOOST_TEST(j.state == "cancelled");
    BOOST_TEST(j.state_reason == "4 failed, more than the limit of 3, in batch all");
    BOOST_TEST(j.counts.failed == 4U);
    BOOST_TEST(j.counts.cancelled == 56U);
    BOOST_TEST(lab->outcome().result.commands.sent == 4U);
    BOOST_TEST(j.reasons.at("no space") == 4U);
    BOOST_TEST(j.reasons.at("job cancelled") == 56U);
}

BOOST_AUTO_TEST_CASE(may_fail_as_many_more_as_the_overshoot_says) {
    const auto lab =
        run_pumps(sixty + "jobs: {j: {command: broken, cancel: {failed: 3, overshoot: 5}}}");
    BOOST_TEST(job_of(lab).state == "cancelled");
    BOOST_TEST(job_of(lab).counts.failed == 9U);
    BOOST_TEST(lab->outcome().result.commands.sent == 9U);
}

BOOST_AUTO_TEST_CASE(with_any_overshoot_is_sent_to_everybody_at_once) {
    const auto lab =
        run_pumps(sixty + "jobs: {j: {command: broken, cancel: {failed: 3, overshoot: any}}}");
    BOOST_TEST(job_of(lab).state == "cancelled");
    BOOST_TEST(job_of(lab).counts.failed == 60U);
    for (const auto at : times_of(events_of(*lab, event_kind::command_failed)))
        BOOST_TEST(seconds_of(at) == 11.0);
}

BOOST_AUTO_TEST_CASE(comes_after_everything_else_of_its_instant) {
    const auto lab = run_pumps(sixty +
                               "groups: {there: $connected}\n"
                               "faults: {cut: {kind: power_off, share: 50%, at: 10m}}\n"
                               "jobs: {j: {group: there, command: update, start: {at: 10m}}}\n"
                               "expect: [{at: 10m, check: devices.online = 30}]");
    BOOST_TEST(job_of(lab).counts.total == 30U);
    BOOST_TEST(job_of(lab).counts.succeeded == 30U);
    BOOST_TEST(seconds_of(*job_of(lab).begin) == 600.0);
    const auto& e = lab->outcome().result.expectations.at(0);
    BOOST_TEST((e.outcome == expectation_result::verdict::held), e.observed);
}

BOOST_AUTO_TEST_CASE(never_begins_before_its_instant) {
    const auto lab = std::make_unique<fleet_lab>(
        scenario_of("muster: 1\ntime: {for: 30m, step: 1m}\n" + pumps + sixty +
                    "jobs: {j: {command: update, start: {at: 10m59s}}}"));
    lab->run();
    BOOST_TEST(seconds_of(*job_of(lab).begin) == 659.0);
    for (const auto at : times_of(events_of(*lab, event_kind::command_succeeded)))
        BOOST_TEST(seconds_of(at) == 670.0);
}

BOOST_AUTO_TEST_CASE(reaches_its_limit_without_being_cancelled) {
    const auto lab = run_pumps(
        "fleets: {pumps: {template: pump, count: 4}}\n"
        "jobs: {j: {command: broken, cancel: {failed: 4}}}");
    BOOST_TEST(job_of(lab).state == "complete");
    BOOST_TEST(job_of(lab).counts.failed == 4U);
}

BOOST_AUTO_TEST_CASE(gives_no_permit_to_devices_that_are_away) {
    const auto lab = run_pumps(
        sixty +
        "faults: {away: {kind: offline, share: 50%, at: 0s}}\n"
        "jobs: {j: {command: {name: update, reach: 20m}, start: {at: 10s}, cancel: {failed: 0}}}");
    const auto& j = job_of(lab);
    BOOST_TEST(j.state ==
               "complete");  // one permit at a time, and who is not reached is no failure
    BOOST_TEST(j.counts.succeeded == 30U);
    BOOST_TEST(j.counts.unreached == 30U);
    BOOST_TEST(j.counts.timed_out == 0U);
    BOOST_TEST(j.reasons.at("not reached in time") == 30U);
    BOOST_TEST(lab->outcome().result.commands.sent == 30U);
    BOOST_TEST(seconds_of(*j.end) == 20 * 60 + 11.0, boost::test_tools::tolerance(0.002));
}

BOOST_AUTO_TEST_CASE(tells_how_far_it_is_and_when_it_ends) {
    const auto lab =
        run_pumps(sixty +
                  "jobs: {j: {command: update, rate: 6/m, batches: [50%, rest], next_batch: "
                  "{soak: 2m}, start: {at: 10s}}}");
    const auto end = *job_of(lab).end;
    std::uint64_t done = 0;
    const auto told = events_of(*lab, event_kind::job_progress);
    BOOST_TEST(told.size() >= 60U);
    for (const auto& e : told) {
        BOOST_REQUIRE(e.progress);
        BOOST_TEST(e.subject == "j");
        BOOST_TEST(e.progress->counts.add_up());
        BOOST_TEST(e.progress->counts.done() >= done);
        done = e.progress->counts.done();
        const bool last = done == 60;
        BOOST_TEST(e.progress->end.has_value() == !last);
        if (done < 5 || last) continue;
        const auto off = seconds_of(*e.progress->end) - seconds_of(end);
        BOOST_TEST(std::abs(off) < 90, e.detail << ": " << off << " s off");
    }
    BOOST_TEST(told.back().detail == "60 of 60 done");
}

BOOST_AUTO_TEST_CASE(knows_of_each_batch_how_long_it_took_and_why_devices_did_not_succeed) {
    const auto lab =
        run_pumps(sixty +
                  "groups: {as: half = 'a'}\n"
                  "faults: {away: {kind: offline, where: half = 'b', at: 0s}}\n"
                  "jobs: {j: {command: {name: fickle, reach: 5m}, batches: [as, rest]}}");
    const auto& j = job_of(lab);
    BOOST_REQUIRE(j.batches.size() == 2U);
    const auto& a = j.batches[0];
    BOOST_TEST(a.latency.count == 30U);
    BOOST_TEST((a.latency.p50 <= a.latency.p90 && a.latency.p90 <= a.latency.p99));
    BOOST_TEST((a.latency.min >= 2 && a.latency.max <= 20));
    BOOST_TEST(a.latency.max == j.latency.max);
    BOOST_TEST(a.reasons.at("no space") == a.counts.failed);
    BOOST_TEST(j.batches[1].latency.count == 0U);
    BOOST_TEST(j.batches[1].reasons.at("not reached in time") == 30U);
}

BOOST_AUTO_TEST_CASE(hears_an_answer_when_its_device_is_back) {
    const auto lab = run_pumps(one +
                               "faults: {away: {kind: offline, at: 15s, for: 30s}}\n"
                               "jobs: {j: {command: update, start: {at: 10s}}}");
    BOOST_TEST(job_of(lab).counts.succeeded == 1U);
    BOOST_TEST(
        seconds_of(events_of(*lab, event_kind::command_succeeded)) == std::vector<double>{45.0},
        boost::test_tools::per_element());
    BOOST_TEST(job_of(lab).latency.max == 34.0);
}

BOOST_AUTO_TEST_CASE(does_not_hear_an_answer_after_the_deadline) {
    const auto lab =
        run_pumps(one +
                  "faults: {away: {kind: offline, at: 15s, for: 30s}}\n"
                  "jobs: {j: {command: {name: update, finish: 20s}, start: {at: 10s}}}");
    BOOST_TEST(job_of(lab).counts.timed_out == 1U);
    BOOST_TEST(job_of(lab).reasons.at("no answer in time") == 1U);
    BOOST_TEST(
        seconds_of(events_of(*lab, event_kind::command_timed_out)) == std::vector<double>{31.0},
        boost::test_tools::per_element());
    BOOST_TEST(events_of(*lab, event_kind::command_succeeded).empty());
}

BOOST_AUTO_TEST_CASE(gives_up_a_command_that_takes_too_long) {
    const auto lab =
        run_pumps(sixty + "jobs: {j: {command: {name: slow, finish: 1m}, start: {at: 10s}}}");
    BOOST_TEST(job_of(lab).state == "complete");
    BOOST_TEST(job_of(lab).counts.timed_out == 60U);
    for (const auto at : times_of(events_of(*lab, event_kind::command_timed_out)))
        BOOST_TEST(seconds_of(at) == 71.0);
}

BOOST_AUTO_TEST_CASE(counts_a_crash_under_a_command_as_a_failure) {
    const auto lab = run_pumps(sixty +
                               "faults: {boom: {kind: crash, count: 7, at: 15s, for: 100ms}}\n"
                               "jobs: {j: {command: update, start: {at: 10s}}}");
    const auto& j = job_of(lab);
    BOOST_TEST(j.state == "complete");
    BOOST_TEST(j.counts.failed == 7U);
    BOOST_TEST(j.reasons.at("device crashed: fault boom") == 7U);
    BOOST_TEST(j.counts.succeeded == 53U);
    BOOST_TEST(lab->outcome().result.devices.online ==
               60U);  // they run again, and are sent nothing twice
    BOOST_TEST(lab->outcome().result.commands.sent == 60U);
}

BOOST_AUTO_TEST_CASE(fails_on_devices_without_the_command) {
    const auto lab = run_pumps(
        "  mute: {telemetry: {level: 1..2}}\n"
        "fleets: {pumps: {template: pump, count: 5}, mutes: {template: mute, count: 3}}\n"
        "jobs: {j: {command: update}}");
    BOOST_TEST(job_of(lab).counts.succeeded == 5U);
    BOOST_TEST(job_of(lab).reasons.at("the device has no command update") == 3U);
}

BOOST_AUTO_TEST_CASE(runs_its_batches_one_after_the_other) {
    const auto lab = run_pumps(sixty +
                               "groups: {as: half = 'a'}\n"
                               "jobs: {j: {command: update, start: {at: 10s}, batches: [as, 10%, "
                               "rest], next_batch: {soak: 1m}}}");
    const auto& b = job_of(lab).batches;
    BOOST_REQUIRE(b.size() == 3U);
    BOOST_TEST(b[0].counts.succeeded == 30U);
    BOOST_TEST(b[1].counts.succeeded == 6U);
    BOOST_TEST(b[2].counts.succeeded == 24U);
    for (std::size_t i = 1; i < 3; ++i)
        BOOST_TEST(seconds_of(*b[i].begin - *b[i - 1].end) == 60.0);
}

BOOST_AUTO_TEST_CASE(sends_nothing_to_later_batches_when_the_time_to_reach_is_over) {
    const auto lab = run_pumps(sixty +
                               "jobs: {j: {command: {name: update, reach: 1m}, batches: [10%, "
                               "rest], next_batch: {soak: 5m}}}");
    const auto& j = job_of(lab);
    BOOST_TEST(j.state == "complete");
    BOOST_TEST(j.counts.succeeded == 6U);
    BOOST_TEST(j.counts.unreached == 54U);
    BOOST_TEST(j.counts.pending == 0U);
    BOOST_TEST(lab->outcome().result.commands.sent == 6U);
}

BOOST_AUTO_TEST_CASE(skips_devices_that_no_batch_takes) {
    const auto lab = run_pumps(sixty + "jobs: {j: {command: update, batches: [10%, 4]}}");
    const auto& j = job_of(lab);
    BOOST_TEST(j.state == "complete");
    BOOST_TEST(j.counts.succeeded == 10U);
    BOOST_TEST(j.counts.skipped == 50U);
    BOOST_TEST(j.reasons.at("in no batch") == 50U);
    for (const auto& b : j.batches)
        BOOST_TEST(b.counts.skipped + b.counts.pending == 0U);
}

BOOST_AUTO_TEST_CASE(holds_every_batch_to_its_own_limit_also_after_the_next_has_begun) {
    for (int seed = 1; seed <= 20; ++seed) {
        const auto lab = std::make_unique<fleet_lab>(scenario_of(
            "muster: 1\nseed: " + std::to_string(seed) + "\ntime: {for: 30m}\n" + pumps + sixty +
            "jobs: {j: {command: fickle, batches: [50%, rest], next_batch: {finished: 10%},"
            " cancel: {failed: 10%, of: batch, overshoot: 2}}}"));
        lab->run();
        const auto& j = job_of(lab);
        BOOST_TEST(j.state == "cancelled");
        for (const auto& b : j.batches)
            BOOST_TEST(b.counts.failed <= 3U + 1 + 2);
    }
}

BOOST_AUTO_TEST_CASE(pauses_or_is_cancelled_where_too_few_of_a_batch_succeeded) {
    const std::string job =
        "jobs: {j: {command: broken, batches: [10%, rest], next_batch: {succeeded: 50%, else: ";
    const auto paused = run_pumps(sixty + job + "pause}}}");
    BOOST_TEST(job_of(paused).state == "paused");
    BOOST_TEST(job_of(paused).counts.pending == 54U);
    const auto cancelled = run_pumps(sixty + job + "cancel}}}");
    BOOST_TEST(job_of(cancelled).state == "cancelled");
    BOOST_TEST(job_of(cancelled).counts.cancelled == 54U);
}

BOOST_AUTO_TEST_CASE(installs_a_version_which_groups_and_rules_see) {
    const auto lab = run_pumps(
        sixty +
        "groups: {updated: firmware = '2.0'}\n"
        "rules: {new: {when: firmware = '2.0', for: 500ms}}\n"
        "jobs: {j: {command: {name: upgrade, request: {version: 2.0}}, start: {at: 10s}}}");
    BOOST_TEST(lab->outcome().result.groups.at("updated").devices == 60U);
    const auto opened = times_of(events_of(*lab, event_kind::alert_opened));
    BOOST_TEST(opened.size() == 60U);
    for (const auto at : opened)
        BOOST_TEST(seconds_of(at) == 21.8);
}

BOOST_AUTO_TEST_CASE(starts_the_fault_that_a_version_brings) {
    const auto lab = std::make_unique<fleet_lab>(scenario_for("30m", R"(
templates:
  pump:
    properties: {firmware: 1.0}
    telemetry: {level: 1..2}
    commands: {update: {takes: 10s, installs: request.version}}
    firmware:
      2.0:
        - {where: half = 'a', starts: dead, fails: flash checksum}
        - {where: half = 'b', starts: mute}
faults: {dead: {kind: power_off}, mute: {kind: offline, delay: 1m}}
jobs: {j: {command: {name: update, request: {version: 2.0}}, start: {at: 10s}}}
)" + sixty));
    lab->run();
    BOOST_TEST(job_of(lab).reasons.at("flash checksum") == 30U);
    BOOST_TEST(job_of(lab).counts.succeeded == 30U);
    BOOST_TEST(lab->outcome().result.faults.at("dead").devices == 30U);
    BOOST_TEST(lab->outcome().result.faults.at("mute").devices == 30U);
    const auto gone = times_of(events_of(*lab, event_kind::device_offline));
    BOOST_TEST(std::count(gone.begin(), gone.end(), sim_time(21s)) == 30);
    BOOST_TEST(std::count(gone.begin(), gone.end(), sim_time(81s)) == 30);
}

BOOST_AUTO_TEST_SUITE_END()
