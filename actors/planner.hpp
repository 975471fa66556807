#pragma once

#include "actors/fleet_run.hpp"
#include "fleet/plan_facts.hpp"

namespace muster {

/// What a populated run would do at its start: exact sizes of all selections, by the same questions
/// that the run asks. `name_targets`: with the ids of the jobs' targets.
plan_facts make_plan(const fleet_run& run, bool name_targets);

}  // namespace muster
