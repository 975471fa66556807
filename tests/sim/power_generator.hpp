#pragma once

#include <cstdint>
#include <string>

#include "tests/sim/dice.hpp"

namespace muster::sim {

/// `duty_cycle` and `battery` of a template, or nothing, in a run so long that some batteries end
/// in it; `battery` where it has to have one.
std::string random_power(dice& d, std::uint64_t run_ms, bool battery);

}  // namespace muster::sim
