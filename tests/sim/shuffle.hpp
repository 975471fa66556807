#pragma once

#include "fleet/scenario.hpp"
#include "tests/sim/dice.hpp"

namespace muster::sim {

/// The same scenario with the things of each section written in another order.
scenario shuffled(scenario s, dice& d);

}  // namespace muster::sim
