#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fleet/act.hpp"
#include "fleet/diagnostic.hpp"

namespace muster {

/// What an operator does at one instant of a scenario: sets properties, tells single devices a
/// command, or holds devices back. One of the three.
struct act_spec {
    std::string name;
    sim_time at{};
    device_target target;
    std::vector<property_setting> sets;
    command_act told;  ///< without device and id: its command is empty where it is none
    std::optional<lifecycle_verb> verb;
    std::string into;  ///< of migrate: the template
    place where;

    /// As acts, in order: one, or one for each device that is told the command.
    std::vector<act::body> bodies() const;
};

}  // namespace muster
