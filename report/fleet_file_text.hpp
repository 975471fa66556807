#pragma once

#include <string>

#include "fleet/scenario.hpp"

namespace muster::report {

/// What became of the columns of the file that lists a fleet's devices: `exports/fleet.csv, 1,000
/// rows: id; tags region, cell; property firmware; zone`. Requires a fleet with a file.
std::string fleet_file_text(const fleet_spec& fleet);

}  // namespace muster::report
