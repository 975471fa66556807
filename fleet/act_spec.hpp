#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fleet/act.hpp"
#include "fleet/diagnostic.hpp"

namespace muster {

/// What an operator does at one instant of a scenario: sets properties, tells single devices a
/// command, asks devices, holds them back, or stops a job or lets it go on. One of these.
struct act_spec {
    std::string name;
    sim_time at{};
    device_target target;
    std::vector<property_setting> sets;
    command_act told;  ///< without device and id: its command is empty where it is none
    std::optional<lifecycle_verb> verb;
    std::string into;  ///< of migrate: the template
    std::optional<job_act> job{};
    std::optional<question> asks{};
    place where;

    /// What devices are told, alone or as a question; empty: no command.
    const std::string& command() const { return asks ? asks->command : told.command; }
    const command_request_fields& request() const { return asks ? asks->request : told.request; }
    /// As acts, in order: one, or one for each device that is told the command.
    std::vector<act::body> bodies() const;
};

}  // namespace muster
