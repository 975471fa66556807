#pragma once

#include "fleet/counters.hpp"
#include "fleet/run_result.hpp"
#include "fleet/scenario.hpp"

/// `time.warm_up`: devices live before the start of a run, and nothing of it counts. Inside a run
/// virtual time begins with the warm-up; outside it begins at the start, and is below zero before.
namespace muster {

/// The scenario as one that begins with its warm-up: what has an instant has it so much later.
scenario with_warm_up(scenario s);

/// The first step that counts.
inline step_index first_counted_step(const world& w) {
    return w.source().time.warm_up / w.step();
}

/// Takes out of the counters what was counted before the start. What is so now stays: who is in
/// which state, has arrived, or has an alert open, which counts among those that have had it.
/// Messages in buffers are forgotten.
void forget_counts(counter_row& counters, const counter_layout& layout, const world& w);

/// What was found in a run, or of one job, in the time that begins at the start.
void count_from_start(run_result& r, duration warm_up);
void count_from_start(job_result& job, duration warm_up);

}  // namespace muster
