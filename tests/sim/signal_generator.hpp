#pragma once

#include <string>

#include "tests/sim/condition_generator.hpp"
#include "tests/sim/dice.hpp"

namespace muster::sim {

/// How a random scenario writes the signal of this name: every behaviour comes up for some.
std::string signal_text(dice& d, const known_names& names, const std::string& signal);

}  // namespace muster::sim
