#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string>
#include <vector>

#include "fleet/run_result.hpp"
#include "report/report_input.hpp"
#include "tests/report/scenario_fixture.hpp"

namespace muster::report::fixture {

inline summary around(std::uint64_t count, double mean, double half) {
    return {count,       mean, mean - 2 * half, mean + 2 * half,
            mean - half, mean, mean + half,     mean + 1.5 * half};
}

inline device_counts fleet_state(std::uint64_t offline, std::uint64_t crashed,
                                 std::uint64_t quarantined) {
    return {300'000, 300'000 - offline - crashed - quarantined, offline, crashed, quarantined, 0,
            0};
}

inline job_counts rollout_counts(double part) {
    const auto of = [part](double n) { return static_cast<std::uint64_t>(n * part); };
    job_counts c;
    c.total = 288'000;
    c.succeeded = of(2'690);
    c.failed = of(412);
    c.timed_out = of(16);
    c.unreached = of(2);
    c.dispatched = part > 0 && part < 1 ? 120 : 0;
    c.cancelled = part < 1 ? 0 : 284'875;
    c.skipped = of(5);
    c.pending = c.total - c.dispatched - c.done();
    return c;
}

/// A wave between -1 and 1 in plain arithmetic, so that golden texts are the same on every machine.
inline double wave_at(double cycles) {
    const double x = cycles - std::floor(cycles);
    return x < 0.5 ? 16 * x * (0.5 - x) : -16 * (x - 0.5) * (1 - x);
}

/// `count` windows over twelve hours, in which the outage and the rollout can be seen.
inline std::vector<window_point> rollout_windows(std::size_t count) {
    std::vector<window_point> out;
    for (std::size_t i = 0; i < count; ++i) {
        const double hour = 12.0 * static_cast<double>(i + 1) / static_cast<double>(count);
        const bool cut = hour > 2 && hour <= 2.6667;
        const double rise = std::clamp((hour - 4) / 2, 0.0, 1.0);
        const double wave = wave_at(hour / 10.5) * 3;
        window_point w;
        w.end = sim_time{static_cast<std::int64_t>(hour * 3600e6)};
        const auto ripple = static_cast<std::uint64_t>(600 + 300 * wave_at(hour / 1.25));
        w.devices = fleet_state(11'000 + ripple + (cut ? 159'000 : 0),
                                static_cast<std::uint64_t>(400 * rise),
                                static_cast<std::uint64_t>(120 * rise));
        const std::uint64_t readings = w.devices.online * 24 * 60 / count;
        w.traffic = {readings,      readings - readings / 50,
                     readings / 50, readings / 2,
                     readings / 99, readings * 40};
        w.alerts_open = static_cast<std::uint64_t>(std::max(0.0, wave) * 900);
        w.signals = {around(readings / 2, 21 + wave, 2.5),
                     around(readings / 2, 640 + 90 * wave, 210)};
        w.jobs = {rollout_counts(rise)};
        out.push_back(w);
    }
    return out;
}

inline job_result rollout_job() {
    job_result job;
    job.state = "cancelled";
    job.state_reason = "412 failed in batch 2, more than the limit of 8 (0.3 % of the batch)";
    job.begin = 4h;
    job.end = 6h;
    job.counts = rollout_counts(1);
    job.reasons = {{"download broke", 12},     {"flash checksum", 400},
                   {"no answer", 16},          {"not reached in time", 2},
                   {"job cancelled", 284'875}, {"not in the batch's zone", 5}};
    batch_result pilots{"pilots", 4h, 5h, {288, 0, 0, 287, 1, 0, 0, 0, 0}};
    batch_result part{"1%", 5h, 6h, {2'837, 0, 0, 2'403, 411, 16, 2, 0, 5}};
    batch_result rest{"rest", {}, {}, {284'875, 0, 0, 0, 0, 0, 0, 284'875, 0}};
    pilots.reasons = {{"flash checksum", 1}};
    pilots.latency = {288, 290, 20.25, 1'200, 60, 230, 700, 900, 610};
    part.reasons = {{"download broke", 12},
                    {"flash checksum", 399},
                    {"no answer", 16},
                    {"not reached in time", 2},
                    {"not in the batch's zone", 5}};
    part.latency = {2'814, 315, 21, 2'900, 61, 241, 985, 1'510, 760};
    rest.reasons = {{"job cancelled", 284'875}};
    job.batches = {pilots, part, rest};
    job.latency = {3'102, 312.5, 20.25, 2'900, 61, 240, 980, 1500, 740};
    job.causes = {{{{"lot", "25w41"}, {"hardware", "B3"}}, 390, 430, 397, 3'120},
                  {{{"ring", "pilot"}}, 47, 430, 156, 3'120}};
    return job;
}

inline run_result rollout_result(std::size_t windows = 48) {
    using verdict = expectation_result::verdict;
    run_result r;
    r.seed = 7;
    r.end = 12h;
    r.devices = {300'000, 288'124, 11'356, 400, 120, 1'380, 980};
    r.traffic = {86'400'000, 86'398'766, 1'234, 43'199'383, 617, 2'710'000'000};
    r.commands = {3'120, 2'690, 412, 18};
    r.fleets = {{"north", 200'000}, {"coast", 100'000}};
    r.faults["power_cut"] = {"power_off", sim_time{2h}, sim_time{2h + 40min}, 159'000, 0, 158'990};
    r.faults["dead"] = {"power_off", sim_time{4h + 7min}, {}, 400, 400, 0};
    r.rules["hot"] = {5'310, 5'291, 19, 4'800};
    r.groups["ready"] = {288'000};
    r.groups["pilots"] = {288};
    r.jobs["fw"] = rollout_job();
    r.signals = {{"controller", "temperature", "degreeCelsius", around(43'200'000, 21.53, 2.5), {}},
                 {"controller", "power", "watt", around(43'198'766, 1640.25, 210), {}},
                 {"controller", "door", "", {}, {{"closed", 3}, {"ajar", 1}}}};
    r.expectations = {
        {"jobs.fw.state = complete",
         "expect.0",
         verdict::breached,
         "cancelled",
         {},
         0,
         at_line(40)},
        {"devices.online >= 90%",
         "expect.1",
         verdict::held,
         "288,124 of 300,000 (96.04 %)",
         {},
         0,
         at_line(41)},
        {"faults.dead.devices <= 25", "expect.2", verdict::breached, "400", sim_time{4h + 10min},
         28'200, at_line(42)},
        {"controller.door.mean < 1", "expect.3", verdict::no_data, "", {}, 0, at_line(43)}};
    r.windows = rollout_windows(windows);
    for (window_point& w : r.windows)
        w.signals.resize(r.signals.size());
    r.overlaps = {"power_cut and dead met on 3 devices; off wins"};
    r.readings_hash = {0x0123456789abcdef, 0xfedcba9876543210};
    r.state_hash = {1, 2};
    return r;
}

inline machine_facts rollout_machine() {
    machine_facts m;
    m.version = "0.1.0";
    m.cpu = "Example CPU";
    m.started = "2026-02-01T09:00:00Z";
    m.workers = 2;
    m.wall_seconds = 18.42;
    m.spawn_seconds = 0.21;
    m.speed_factor = 2345.3;
    m.readings_per_second = 4'690'553;
    m.rss_peak_bytes = 176'000'000;
    m.rss_per_device = 586.7;
    return m;
}

inline run_progress rollout_progress() {
    run_progress p;
    const run_result r = rollout_result();
    p.now = 5h + 30min;
    p.end = 12h;
    p.wall_seconds = 8.4;
    p.speed_factor = 2357.1;
    p.devices = r.devices;
    p.traffic = r.traffic;
    p.readings_per_second = 4'690'553;
    p.alerts_open = 19;
    p.jobs = {{"fw", r.jobs.at("fw")}};
    p.jobs[0].second.state = "running";
    p.jobs[0].second.state_reason.clear();
    p.jobs[0].second.counts = rollout_counts(0.75);
    p.ends = {sim_time{5h + 42min}};
    p.expectations = r.expectations;
    p.expectations[0].outcome = expectation_result::verdict::pending;
    p.active_faults = {"dead"};
    return p;
}

/// Everything a report needs, with lifetimes tied together.
struct run {
    scenario about = rollout_scenario();
    run_result result = rollout_result();
    machine_facts machine = rollout_machine();

    report_input input() const { return prepare_report(about, result, machine); }
};

/// Text that breaks whatever does not escape it.
inline const std::string hostile = "</script><img src=x onerror=alert(1)>\"'&\x1b[31m\xff\n";

}  // namespace muster::report::fixture
