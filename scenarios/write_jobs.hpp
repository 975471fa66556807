#pragma once

#include "fleet/scenario.hpp"
#include "fleet/schedule.hpp"
#include "scenarios/yaml_text.hpp"

namespace muster {

/// A job with all its defaults; `when` is the schedule of one that recurs, or null.
void write_job(yaml_lines& out, const job_spec& job, const schedule* when, const scenario& s);

}  // namespace muster
