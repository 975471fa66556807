#pragma once

#include <vector>

#include "actors/fleet_run.hpp"
#include "fleet/plan_facts.hpp"

namespace muster {

/// Jobs that the clock begins while another one, at best, is not over that wants something else of
/// the same devices. Requires the jobs' targets as planned, in `jobs` and in the shards.
std::vector<plan_facts::job_conflict> find_conflicts(const fleet_run& run,
                                                     const std::vector<plan_facts::job_plan>& jobs);

}  // namespace muster
