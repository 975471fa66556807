#pragma once

#include <string>

#include "fleet/run_result.hpp"
#include "fleet/scenario.hpp"

namespace muster::report {

/// The canonical bytes of a run's `result`: the part of report.json that is the same on every
/// machine, and what the digest covers. Times are seconds of virtual time since the start. Places
/// in files are left out, so that moving a scenario or commenting it keeps the digest. Of the
/// scenario only the order of its jobs is used.
std::string result_json(const scenario& about, const run_result& result);

}  // namespace muster::report
