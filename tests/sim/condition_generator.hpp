#pragma once

#include <string>
#include <vector>

#include "tests/sim/dice.hpp"

namespace muster::sim {

/// The names that conditions of one scenario may use.
struct known_names {
    std::vector<std::string> tags, properties, signals, fleets, templates, jobs, groups, questions;
};

/// A condition over a device, of one to three parts. `steady`: of tags and properties only, so that
/// membership does not depend on readings or connection.
std::string device_condition(dice& d, const known_names& names, bool steady);
/// One that says nothing of what moves while nothing happens.
std::string rule_condition(dice& d, const known_names& names, bool steady);

/// A formula over a device's numbers; may come out without a value.
std::string formula(dice& d, const known_names& names);

}  // namespace muster::sim
