#pragma once

#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

#include "tests/sim/condition_generator.hpp"

namespace muster::sim {

/// The parts of a scenario, besides those that conditions name, that metrics speak of.
struct measured_parts {
    std::vector<std::string> faults, groups, rules;
};

/// Writes the section `expect`, or nothing: metrics of all kinds, checked at the end, always, after
/// something and at an instant. `time_of` turns steps into a time of the scenario's language.
void write_expectations(dice& d, const known_names& names, const measured_parts& parts,
                        const std::function<std::string(std::uint64_t)>& time_of,
                        std::uint64_t steps, std::ostream& out);

}  // namespace muster::sim
