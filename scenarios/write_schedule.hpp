#pragma once

#include "fleet/schedule.hpp"
#include "scenarios/yaml_text.hpp"

namespace muster {

/// When a job recurs, as keys of its `start`. `start` is the begin of the scenario.
void add_schedule(yaml_flow& flow, const schedule& when, calendar_time start);

}  // namespace muster
