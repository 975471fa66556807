#pragma once

#include "fleet/scenario.hpp"
#include "scenarios/yaml_text.hpp"

namespace muster {

/// A job with all its defaults.
void write_job(yaml_lines& out, const job_spec& job, const scenario& s);

}  // namespace muster
