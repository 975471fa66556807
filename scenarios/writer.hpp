#pragma once

#include <string>

#include "fleet/scenario.hpp"

namespace muster {

/// The whole scenario as a file of the language, with every default spelled out. What a model said
/// is written into the template. Reading the text gives a scenario that is written the same.
std::string write_scenario_yaml(const scenario& s);

}  // namespace muster
