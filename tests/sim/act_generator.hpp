#pragma once

#include <functional>
#include <string>

#include "tests/sim/condition_generator.hpp"
#include "tests/sim/dice.hpp"

namespace muster::sim {

/// The section `acts` of a random scenario: operators who set properties, hold devices back and
/// tell the device `id` commands, unless that is empty, and ask devices something, at instants that
/// `when` draws. Empty now and then. `names` learns the names of the questions.
std::string random_acts(dice& d, known_names& names, const std::string& id,
                        const std::function<std::string()>& when);

}  // namespace muster::sim
