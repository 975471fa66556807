#pragma once

#include <functional>
#include <string>

#include "tests/sim/condition_generator.hpp"
#include "tests/sim/dice.hpp"

namespace muster::sim {

/// The section `acts` of a random scenario: operators who set properties, hold devices back and
/// tell the device `id` commands, unless that is empty, at instants that `when` draws. Empty now
/// and then.
std::string random_acts(dice& d, const known_names& names, const std::string& id,
                        const std::function<std::string()>& when);

}  // namespace muster::sim
