#pragma once

#include <string>
#include <vector>

namespace muster::app {

/// Where the scenario is that a command line calls `given`: the file of that name; else the shipped
/// one (`first-fleet`), in share/muster/scenarios beside the program's bin; else `given` as it is.
std::string scenario_path(const std::string& given);

/// The names of the shipped scenarios, sorted; none where the program is not installed.
std::vector<std::string> shipped_scenarios();

}  // namespace muster::app
