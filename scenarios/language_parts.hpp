#pragma once

#include <string>
#include <vector>

#include "scenarios/language.hpp"

/// The language table in parts, one for each group of sections.
namespace muster::language_parts {

/// Adds keys whose paths are as seen from `prefix`.
void add_below(std::vector<language_key>& all, const std::string& prefix,
               const std::vector<language_key>& keys);
/// `override`, which every thing of a section may have.
void add_override(std::vector<language_key>& all, const std::string& section);
void add_file(std::vector<language_key>& all);
void add_templates(std::vector<language_key>& all);
/// `telemetry` of a template.
void add_signals(std::vector<language_key>& all);
/// `commands` and `firmware` of a template.
void add_commands(std::vector<language_key>& all);
/// `update` of a template, and of a job.
void add_updates(std::vector<language_key>& all);
void add_update_orders(std::vector<language_key>& all);
void add_fleets(std::vector<language_key>& all);
void add_faults(std::vector<language_key>& all);
/// `by`, `share`, `count` and `draw`: how some of the devices are chosen, below `prefix`.
void add_choice(std::vector<language_key>& all, const std::string& prefix);
void add_groups_and_rules(std::vector<language_key>& all);
void add_jobs(std::vector<language_key>& all);
/// When a job goes how far, and what has to hold.
void add_job_paces(std::vector<language_key>& all);
/// `acts`.
void add_acts(std::vector<language_key>& all);
void add_checks(std::vector<language_key>& all);
/// `areas`.
void add_areas(std::vector<language_key>& all);
/// How a signal's device moves about, below `signal`.
void add_movement(std::vector<language_key>& all, const std::string& signal);
void add_service(std::vector<language_key>& all);
/// When the devices of a template sleep, and what they live on.
void add_power(std::vector<language_key>& all);
/// The keys of how devices are connected, below `prefix`.
void add_connectivity(std::vector<language_key>& all, const std::string& prefix);

/// The keys of a value that differs from device to device, below `prefix`.
void add_attribute(std::vector<language_key>& all, const std::string& prefix);
/// The same for a fleet's devices, which a file may list.
void add_fleet_attribute(std::vector<language_key>& all, const std::string& prefix);

}  // namespace muster::language_parts
