#pragma once

#include <string>

#include "fleet/run_result.hpp"

namespace muster::report {

/// What became of an act of the scenario, in words.
std::string act_text(const act_result& act);

}  // namespace muster::report
