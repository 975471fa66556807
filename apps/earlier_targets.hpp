#pragma once

#include <string>
#include <vector>

#include "fleet/diagnostic.hpp"
#include "fleet/plan_facts.hpp"

namespace muster::app {

/// Holds the targets of each planned job against those that it had in the run whose folder this is
/// (`jobs/NAME.csv`), but for those whose targets another job decides; a warning says which jobs
/// the folder knows nothing of. False, with the reason in the diagnostics, where the folder is none
/// of a run, or can't be read.
bool compare_targets(const std::string& folder, std::vector<plan_facts::job_plan>& jobs,
                     diagnostics& problems);

}  // namespace muster::app
