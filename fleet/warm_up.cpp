#include "fleet/warm_up.hpp"

#include <algorithm>

namespace muster {

scenario with_warm_up(scenario s) {
    const auto before = s.time.warm_up;
    if (before == duration::zero()) return s;
    s.time.start -= before;
    if (s.time.length) *s.time.length += before;
    for (auto& f : s.faults)
        if (f.at) *f.at += before;
    for (auto& j : s.jobs)
        j.start += before;
    for (auto& a : s.acts)
        a.at += before;
    for (auto& e : s.expect)
        e.at += before;
    return s;
}

void forget_counts(counter_row& counters, const counter_layout& layout, const world& w) {
    for (auto f = static_cast<std::uint32_t>(0); f < static_cast<std::uint32_t>(flow::count_); ++f)
        if (f != static_cast<std::uint32_t>(flow::alerts_open) &&
            f != static_cast<std::uint32_t>(flow::arrived))
            counters[layout.of(static_cast<flow>(f))] = 0;
    for (std::uint32_t r = 0; r < w.rules.size(); ++r) {
        for (const auto gone : {rule_count::fired, rule_count::closed, rule_count::absorbed})
            counters[layout.of(r, gone)] = 0;
        counters[layout.of(r, rule_count::devices)] = counters[layout.of(r, rule_count::open)];
    }
    for (std::uint32_t g = 0; g < w.source().groups.size(); ++g)
        for (const auto gone : {group_count::joined, group_count::left})
            counters[layout.of(g, gone)] = 0;
}

namespace {

void shift(std::optional<sim_time>& at, duration warm_up) {
    if (at) *at -= warm_up;
}

}  // namespace

void count_from_start(job_result& job, duration warm_up) {
    shift(job.begin, warm_up);
    shift(job.end, warm_up);
    for (auto& batch : job.batches) {
        shift(batch.begin, warm_up);
        shift(batch.end, warm_up);
    }
}

void count_from_start(run_result& r, duration warm_up) {
    r.end = std::max(sim_time{}, r.end - warm_up);
    for (auto& [name, fault] : r.faults) {
        shift(fault.begin, warm_up);
        shift(fault.end, warm_up);
    }
    for (auto& [name, job] : r.jobs)
        count_from_start(job, warm_up);
    for (auto& [name, act] : r.acts)
        act.at -= warm_up;
    for (auto& e : r.expectations)
        shift(e.first_breach, warm_up);
    for (auto& w : r.windows)
        w.end -= warm_up;
}

}  // namespace muster
