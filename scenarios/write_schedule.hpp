#pragma once

#include "fleet/job_spec.hpp"
#include "fleet/schedule.hpp"
#include "scenarios/yaml_text.hpp"

namespace muster {

/// When a job recurs, as keys of its `start`. `start` is the begin of the scenario.
void add_schedule(yaml_flow& flow, const schedule& when, overlap_rule overlap, calendar_time start);

}  // namespace muster
