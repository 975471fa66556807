#pragma once

#include "scenarios/fleet_file.hpp"

namespace muster {

/// Fills a fleet file's table from JSON lines: one object a line, with an `id`. An object within it
/// is read as columns named `outer.inner`; null is an empty cell.
void read_json_lines(fleet_file& file, diagnostics& problems);

}  // namespace muster
