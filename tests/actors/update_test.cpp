#include <boost/test/unit_test.hpp>
#include "fleet/find_named.hpp"
#include "tests/support/lab_queries.hpp"

using namespace muster;
using namespace muster::testing;
using namespace std::chrono_literals;

namespace {

/// Told at 11 s; downloaded at 41, verified at 46, installed at 106, back at 126, done at 136.
constexpr const char* all_steps =
    "download: {takes: 30s}, verify: {takes: 5s}, install: {takes: 60s}, reboot: {takes: 20s}, "
    "confirm: {takes: 10s}";

struct setting {
    std::string steps = all_steps;  ///< and what else `update` of the template says
    std::string job = "version: 2.0";
    std::string pace;      ///< of the job
    std::string firmware;  ///< effects of version 2.0
    std::string faults;
    std::uint64_t devices = 1;
};

/// A run of half an hour in which some pumps are updated from 1.0.
struct updated {
    explicit updated(const setting& s) : lab(scenario_for("30m", text(s))) { lab.run(); }

    static std::string text(const setting& s) {
        return "templates:\n  pump:\n    telemetry: {level: 1..2}\n"
               "    messages: {status: {every: 1s, aligned: true}}\n"
               "    properties: {firmware: 1.0}\n    update: {" +
               s.steps + "}\n" +
               (s.firmware.empty() ? "" : "    firmware: {2.0: [" + s.firmware + "]}\n") +
               "fleets: {pumps: {template: pump, count: " + std::to_string(s.devices) + "}}\n" +
               (s.faults.empty() ? "" : "faults: {" + s.faults + "}\n") +
               "groups: {old: firmware = '1.0', new: firmware = '2.0'}\n"
               "jobs: {j: {start: {at: 10s}, update: {" +
               s.job + "}" + s.pace + "}}\n";
    }
    const job_result& job() const { return lab.outcome().result.jobs.at("j"); }
    const step_counts& step(update_step s) const {
        return (*job().steps)[static_cast<std::size_t>(s)];
    }
    std::uint64_t members(const char* group) const {
        return lab.outcome().result.groups.at(group).devices;
    }
    bool ended_with(const std::string& reason) const {
        const auto& reasons = job().reasons;
        for (const auto& [why, devices] : reasons)
            BOOST_TEST_MESSAGE(why << ": " << devices);
        return reasons.size() == 1 && reasons.count(reason) == 1;
    }
    /// When the only event of a kind came.
    double at(event_kind kind) const {
        const auto found = seconds_of(events_of(lab, kind));
        BOOST_REQUIRE_MESSAGE(found.size() == 1, to_text(kind) << " came " << found.size());
        return found[0];
    }

    fleet_lab lab;
};

/// Every device that began a step came to one end of it, or is in it.
void check_steps(const job_result& job) {
    std::uint64_t before = 0;
    for (std::size_t i = 1; i < update_steps; ++i) {
        const auto& s = (*job.steps)[i];
        if (i > 1) BOOST_TEST(s.begun == before, to_text(static_cast<update_step>(i)));
        BOOST_TEST(s.begun >= s.finished + s.failed + s.timed_out + s.recalled);
        before = s.finished;
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(update_test)

BOOST_AUTO_TEST_CASE(takes_its_steps_one_after_the_other) {
    const updated run({});
    BOOST_TEST(run.at(event_kind::device_offline) == 106.0);
    BOOST_TEST(run.at(event_kind::device_online) == 126.0);
    BOOST_TEST(run.at(event_kind::command_succeeded) == 136.0);
    BOOST_TEST(run.job().counts.succeeded == 1U);
    BOOST_TEST(run.job().latency.max == 125.0);
    BOOST_TEST(run.members("new") == 1U);
    check_steps(run.job());
    for (std::size_t i = 1; i < update_steps; ++i) {
        BOOST_TEST((*run.job().steps)[i].begun == 1U);
        BOOST_TEST((*run.job().steps)[i].finished == 1U);
    }
    BOOST_TEST(run.step(update_step::deferral).begun == 0U);
}

BOOST_AUTO_TEST_CASE(measures_nothing_while_its_device_reboots) {
    const updated run({});
    for (const auto& r : run.lab.readings)
        BOOST_TEST((r.at < 106s || r.at >= 126s));
    BOOST_TEST(run.lab.outcome().result.traffic.readings_generated == 1800U - 20U);
}

BOOST_AUTO_TEST_CASE(is_reported_when_the_device_is_back_and_not_before) {
    setting s;
    s.firmware = "{reports: 2.0}";
    auto text = updated::text(s) +
                "expect:\n"
                "  - {at: 110s, check: groups.new.devices = 0}\n"
                "  - {at: 127s, check: groups.new.devices = 1}\n";
    fleet_lab lab(scenario_for("30m", text));
    lab.run();
    for (const auto& e : lab.outcome().result.expectations)
        BOOST_TEST((e.outcome == expectation_result::verdict::held), e.text << ": " << e.observed);
}

BOOST_AUTO_TEST_CASE(needs_no_step_at_all) {
    setting s;
    s.steps.clear();
    const updated run(s);
    BOOST_TEST(run.at(event_kind::command_succeeded) == 11.0);
    BOOST_TEST(run.members("new") == 1U);
    BOOST_TEST(events_of(run.lab, event_kind::device_offline).empty());
}

BOOST_AUTO_TEST_CASE(goes_on_with_a_download_where_it_stopped) {
    setting s;
    s.faults = "away: {kind: offline, at: 20s, for: 100s}";
    const updated run(s);
    BOOST_TEST(run.at(event_kind::command_succeeded) == 136.0 + 100);
}

BOOST_AUTO_TEST_CASE(gives_up_a_download_that_stands_still_for_too_long) {
    setting s;
    s.faults = "away: {kind: offline, at: 20s, for: 100s}";
    s.job += ", timers: {download: 1m}";
    const updated run(s);
    BOOST_TEST(run.at(event_kind::command_timed_out) == 71.0);
    BOOST_TEST(run.ended_with("download: no progress within 1m"));
    BOOST_TEST(run.step(update_step::download).timed_out == 1U);
    BOOST_TEST(run.members("old") == 1U);
}

BOOST_AUTO_TEST_CASE(works_on_while_away_and_waits_with_telling_it) {
    setting s;
    s.faults = "away: {kind: offline, at: 50s, for: 100s}";  // the install is done at 106
    const updated run(s);
    BOOST_TEST(run.at(event_kind::command_succeeded) == 150.0 + 30);
}

BOOST_AUTO_TEST_CASE(begins_an_install_anew_that_lost_its_power) {
    setting s;
    s.faults = "cut: {kind: power_off, at: 60s, for: 30s}";
    const updated run(s);
    BOOST_TEST(run.at(event_kind::command_succeeded) == 90.0 + 60 + 30);
    BOOST_TEST(run.step(update_step::install).begun == 1U);
}

BOOST_AUTO_TEST_CASE(reboots_as_long_as_it_has_no_power) {
    setting s;
    s.faults = "cut: {kind: power_off, at: 110s, for: 100s}";
    const updated run(s);
    BOOST_TEST(run.at(event_kind::command_succeeded) == 210.0 + 10);
}

BOOST_AUTO_TEST_CASE(names_the_step_in_which_a_device_failed) {
    setting s;
    s.steps = "download: {takes: 30s, fails: {download broke: 100%}}";
    const updated broken(s);
    BOOST_TEST(broken.at(event_kind::command_failed) == 41.0);
    BOOST_TEST(broken.ended_with("download: download broke"));
    s.steps = "download: {takes: 30s}, install: {takes: 1m, fails: {flash worn: 100%}}";
    const updated worn(s);
    BOOST_TEST(worn.at(event_kind::command_failed) == 101.0);
    BOOST_TEST(worn.ended_with("install: flash worn"));
    BOOST_TEST(worn.step(update_step::download).finished == 1U);
    BOOST_TEST(worn.step(update_step::install).failed == 1U);
    BOOST_TEST(worn.members("old") == 1U);
}

BOOST_AUTO_TEST_CASE(gives_up_a_step_that_takes_longer_than_its_timer) {
    setting s;
    s.job += ", timers: {install: 40s}";
    const updated run(s);
    BOOST_TEST(run.at(event_kind::command_timed_out) == 86.0);
    BOOST_TEST(run.ended_with("install: no progress within 40s"));
    BOOST_TEST(run.members("old") == 1U);
}

BOOST_AUTO_TEST_CASE(lets_a_step_end_with_its_timer) {
    setting s;
    s.job += ", timers: {install: 1m}";
    BOOST_TEST(updated(s).job().counts.succeeded == 1U);
}

BOOST_AUTO_TEST_CASE(gives_up_an_update_that_takes_longer_than_it_may) {
    setting s;
    s.job += ", finish: 1m, timers: {install: 1h}";
    const updated run(s);
    BOOST_TEST(run.at(event_kind::command_timed_out) == 71.0);
    BOOST_TEST(run.ended_with("install: not finished within 1m"));
}

BOOST_AUTO_TEST_CASE(knows_a_version_that_comes_up_too_late) {
    setting s;
    s.job += ", timers: {reboot: 10s}";
    const updated run(s);
    BOOST_TEST(run.ended_with("reboot: no progress within 10s"));
    BOOST_TEST(run.at(event_kind::device_online) == 126.0);
    BOOST_TEST(run.members("new") == 1U);
}

BOOST_AUTO_TEST_CASE(goes_back_to_the_old_version_where_it_is_not_confirmed) {
    setting s;
    s.steps =
        "install: {takes: 1m}, reboot: {takes: 20s}, confirm: {takes: 10s, fails: {sick: 100%}}";
    const updated run(s);
    BOOST_TEST(run.at(event_kind::command_failed) == 101.0);
    BOOST_TEST(run.ended_with("confirm: sick"));
    BOOST_TEST(run.members("old") == 1U);
}

BOOST_AUTO_TEST_CASE(fails_where_the_device_reports_another_version) {
    setting s;
    s.firmware = "{reports: previous}";
    const updated back(s);
    BOOST_TEST(back.at(event_kind::command_failed) == 136.0);
    BOOST_TEST(back.ended_with("reports 1.0, not 2.0"));
    s.firmware = "{reports: 1.9}";
    const updated other(s);
    BOOST_TEST(other.ended_with("reports 1.9, not 2.0"));
    BOOST_TEST(other.members("old") == 0U);
    BOOST_TEST(other.step(update_step::confirm).finished == 1U);
}

BOOST_AUTO_TEST_CASE(meets_the_effects_of_a_version_when_it_is_installed) {
    setting s;
    s.firmware = "{fails: flash checksum}";
    const updated failing(s);
    BOOST_TEST(failing.at(event_kind::command_failed) == 106.0);
    BOOST_TEST(failing.ended_with("install: flash checksum"));
    s.firmware = "{starts: dead}";
    s.faults = "dead: {kind: power_off}";
    s.job += ", timers: {reboot: 1m}";
    const updated dead(s);
    BOOST_TEST(dead.at(event_kind::fault_begun) == 106.0);
    BOOST_TEST(dead.at(event_kind::command_timed_out) == 166.0);
    BOOST_TEST(dead.ended_with("reboot: no progress within 1m"));
    BOOST_TEST(dead.members("old") == 1U);  // as far as anybody knows
}

BOOST_AUTO_TEST_CASE(hears_at_once_of_a_device_that_rejects_it) {
    setting s;
    s.steps += ", rejects: {battery low: 100%}";
    const updated run(s);
    BOOST_TEST(run.at(event_kind::command_failed) == 11.0);
    BOOST_TEST(run.ended_with("rejected: battery low"));
    BOOST_TEST(run.step(update_step::download).begun == 0U);
}

BOOST_AUTO_TEST_CASE(gives_a_device_that_defers_it_all_of_its_time_from_then) {
    setting s;
    s.steps += ", defers: {share: 100%, for: 5m}";
    s.job += ", finish: 130s";
    const updated run(s);
    BOOST_TEST(run.at(event_kind::command_succeeded) == 11.0 + 300 + 125);
    BOOST_TEST(run.step(update_step::deferral).finished == 1U);
    s.job = "version: 2.0, finish: 120s";
    const updated late(s);
    BOOST_TEST(late.at(event_kind::command_timed_out) == 11.0 + 300 + 120);
}

BOOST_AUTO_TEST_CASE(has_nothing_to_do_on_a_device_with_that_version) {
    setting s;
    s.job = "version: 1.0";
    const updated run(s);
    BOOST_TEST(run.at(event_kind::command_succeeded) == 11.0);
    BOOST_TEST(run.step(update_step::download).begun == 0U);
    BOOST_TEST(run.job().reasons.empty());
}

BOOST_AUTO_TEST_CASE(counts_a_crash_as_a_failure_of_the_step) {
    setting s;
    s.faults = "bug: {kind: crash, at: 60s, for: 1s}";
    const updated run(s);
    BOOST_TEST(run.at(event_kind::command_failed) == 60.0);
    BOOST_TEST(run.ended_with("install: device crashed: fault bug"));
}

BOOST_AUTO_TEST_CASE(is_nothing_for_devices_that_take_no_updates) {
    fleet_lab lab(scenario_for("5m",
                               "templates:\n"
                               "  pump: {telemetry: {level: 1..2}, update: {}}\n"
                               "  valve: {telemetry: {level: 1..2}}\n"
                               "fleets: {pumps: {template: pump, count: 3},\n"
                               "         valves: {template: valve, count: 4}}\n"
                               "jobs: {j: {update: {version: 2.0}}}\n"));
    const auto& job = lab.run().result.jobs.at("j");
    BOOST_TEST(job.counts.succeeded == 3U);
    BOOST_TEST(job.reasons.at("the device takes no updates") == 4U);
}

BOOST_AUTO_TEST_CASE(is_rejected_by_a_device_that_updates_itself_already) {
    fleet_lab lab(scenario_for(
        "5m", std::string("templates: {pump: {telemetry: {level: 1..2}, update: {") + all_steps +
                  "}}}\nfleets: {pumps: {template: pump, count: 1}}\n"
                  "jobs: {a: {start: {at: 10s}, update: {version: 2.0}},\n"
                  "       b: {start: {at: 20s}, update: {version: 3.0}}}\n"));
    const auto& jobs = lab.run().result.jobs;
    BOOST_TEST(jobs.at("a").counts.succeeded == 1U);
    BOOST_TEST(jobs.at("b").reasons.at("rejected: another update is under way") == 1U);
}

namespace {

/// Ten fail at once and with them the job is cancelled, while ten download and ten install.
std::string three_fleets(const std::string& recall) {
    return "templates:\n"
           "  bad: {telemetry: {level: 1..2}, update: {rejects: {no: 100%}}}\n"
           "  slow: {telemetry: {level: 1..2}, update: {download: {takes: 5m}}}\n"
           "  fast: {telemetry: {level: 1..2}, update: {install: {takes: 5m}}}\n"
           "fleets: {a: {template: bad, count: 10}, b: {template: slow, count: 10},\n"
           "         c: {template: fast, count: 10}}\n"
           "jobs: {j: {update: {version: 2.0, recall: " +
           recall + "}, cancel: {failed: 0, overshoot: any}}}\n";
}

}  // namespace

BOOST_AUTO_TEST_CASE(calls_back_who_has_not_begun_to_install) {
    fleet_lab lab(scenario_for("30m", three_fleets("true")));
    const auto& job = lab.run().result.jobs.at("j");
    BOOST_TEST(job.state == "cancelled");
    BOOST_TEST(job.counts.failed == 10U);
    BOOST_TEST(job.counts.cancelled == 10U);
    BOOST_TEST(job.counts.succeeded == 10U);
    BOOST_TEST(job.counts.dispatched == 0U);
    BOOST_TEST(job.reasons.at("recalled in download") == 10U);
    BOOST_TEST(((*job.steps)[static_cast<std::size_t>(update_step::download)].recalled) == 10U);
    for (const auto at : times_of(events_of(lab, event_kind::command_recalled)))
        BOOST_TEST(seconds_of(at) == 2.0);
    BOOST_TEST(seconds_of(*job.end) == 302.0);
}

BOOST_AUTO_TEST_CASE(lets_all_run_out_that_nobody_calls_back) {
    fleet_lab lab(scenario_for("30m", three_fleets("false")));
    const auto& job = lab.run().result.jobs.at("j");
    BOOST_TEST(job.state == "cancelled");
    BOOST_TEST(job.counts.cancelled == 0U);
    BOOST_TEST(job.counts.succeeded == 20U);
}

BOOST_AUTO_TEST_CASE(adds_up_over_many_devices_with_everything_that_can_happen) {
    setting s;
    s.devices = 2000;
    s.steps =
        "download: {takes: {p50: 1m, p99: 8m}, fails: {broke: 5%}}, verify: {takes: 5s, fails: "
        "{bad: 4%}}, install: {takes: 30s..90s, fails: {worn: 3%}}, reboot: {takes: 20s}, confirm: "
        "{takes: 10s, fails: {sick: 2%}}, rejects: {low: 10%}, defers: {share: 20%, for: 1m..3m}";
    s.firmware = "{chance: 5%, reports: previous}, {chance: 5%, starts: dead}";
    s.faults =
        "dead: {kind: power_off}, cut: {kind: power_off, share: 10%, at: 90s, for: 2m}, "
        "away: {kind: offline, share: 10%, at: 2m, for: 3m}, bug: {kind: crash, share: 2%, at: "
        "100s, for: 1s}";
    s.job += ", timers: {download: 4m, reboot: 2m}";
    const updated run(s);
    const auto& job = run.job();
    check_steps(job);
    const auto& c = job.counts;
    BOOST_TEST((c.total == 2000U && c.dispatched == 0U));
    BOOST_TEST(c.succeeded + c.failed + c.timed_out == 2000U);
    std::uint64_t failed = 0, timed_out = 0, others = 0, left = 0;
    for (const auto& step : *job.steps) {
        failed += step.failed, timed_out += step.timed_out, left += step.now();
    }
    for (const auto& [reason, devices] : job.reasons)
        if (reason.starts_with("rejected: ") || reason.starts_with("reports ")) others += devices;
    BOOST_TEST((failed + others == c.failed && timed_out == c.timed_out && left == 0));
    BOOST_TEST((run.members("new") >= c.succeeded));  // all that was reported was installed
    BOOST_TEST(run.members("new") + run.members("old") == 2000U);
    for (const char* reason : {"download: broke", "verify: bad", "install: worn", "confirm: sick",
                               "rejected: low", "reports 1.0, not 2.0",
                               "download: no progress within 4m", "reboot: no progress within 2m"})
        BOOST_TEST(job.reasons.count(reason) == 1U, reason);
}

BOOST_AUTO_TEST_CASE(comes_to_the_same_however_often_the_shards_are_looked_at) {
    setting s;
    s.devices = 300;
    s.steps += ", rejects: {low: 10%}, defers: {share: 20%, for: 1m..3m}";
    s.faults = "cut: {kind: power_off, share: 30%, at: 90s, for: 2m}";
    std::string results[2];
    for (const auto steps : {1U, 64U}) {
        fleet_lab lab(scenario_for("30m", updated::text(s)), steps_a_visit(steps),
                      only_the_outcome);
        lab.run();
        results[steps == 1 ? 0 : 1] = lab.canonical();
    }
    BOOST_TEST((results[0] == results[1]));
}

BOOST_AUTO_TEST_SUITE_END()
