#pragma once

#include <string>
#include <vector>

#include "fleet/diagnostic.hpp"
#include "fleet/plan_facts.hpp"

namespace muster::app {

/// Holds the targets of each planned job against those that it had in the run whose folder this is
/// (`jobs/NAME.csv`); a job that the folder knows nothing of is left as it is. False, with the
/// reason in the diagnostics, where the folder is none of a run, or can't be read.
bool compare_targets(const std::string& folder, std::vector<plan_facts::job_plan>& jobs,
                     diagnostics& problems);

}  // namespace muster::app
