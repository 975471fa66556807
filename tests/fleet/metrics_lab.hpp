#pragma once

#include <map>
#include <string>
#include <vector>

#include "fleet/expectation_watch.hpp"
#include "fleet/query/parser.hpp"
#include "tests/fleet/compiled_shard.hpp"

namespace muster::testing {

/// The figures of a run, to be set by hand: 100 devices of a fleet `a`, 40 of them in the north.
struct metrics_lab {
    static constexpr auto yaml = R"(
templates: {t: {telemetry: {x: 0..1, accel.x: 0..1}, commands: {go: {}}}}
fleets: {a: {template: t, count: 100, tags: {region: {pick: {north: 40%, south: rest}}}}}
faults: {cut: {kind: offline, at: 10m, for: 5m}, dead: {kind: power_off}}
groups: {north: region = 'north', high: x > 0.5}
rules: {hot: {when: x > 0.9}}
jobs: {fw: {command: go}}
)";

    world w;
    metric_row row;
    counter_layout layout;
    counter_row counters;
    std::vector<job_result> jobs;
    std::vector<std::uint32_t> batches{1};
    std::map<std::uint32_t, summary> series;
    std::vector<std::uint64_t> scanned = std::vector<std::uint64_t>(4);
    metric_sources from;

    /// `expect` is the list of a scenario, a line each.
    explicit metrics_lab(const std::string& expect = {})
        : w(scenario_for("1h", yaml + (expect.empty() ? "" : "expect:\n" + expect)), 1),
          row(w),
          layout(w),
          counters(layout.size()),
          jobs(1) {
        jobs[0].state = "pending";
        from.counters = &counters;
        from.job = [this](std::uint32_t job) -> const job_result& { return jobs[job]; };
        from.job_batch = [this](std::uint32_t job) { return batches[job]; };
        from.series = [this](std::uint32_t s) { return series[s]; };
        from.scan = [this](std::uint32_t) { return scanned; };
        for (std::uint32_t p = 0; p < w.populations.size(); ++p)
            online(p, p < 2 ? 100 : 40, 0);
        row.read(from);
    }
    metrics_lab(const metrics_lab&) = delete;
    metrics_lab& operator=(const metrics_lab&) = delete;

    void online(std::uint32_t population, std::int64_t up, std::int64_t down) {
        counters[counter_layout::of(population, device_state::online)] = up;
        counters[counter_layout::of(population, device_state::offline)] = down;
    }
    std::int64_t& at(flow f) { return counters[layout.of(f)]; }
    std::int64_t& at(fault_count c, std::uint32_t fault = 0) {
        return counters[layout.of(fault, c)];
    }
    std::int64_t& at(rule_count c) { return counters[layout.of(0, c)]; }
};

}  // namespace muster::testing
