#pragma once

#include "fleet/device_template.hpp"
#include "scenarios/yaml_text.hpp"

namespace muster {

/// A mapping from reason to chance.
std::string fails_text(const std::vector<failure_chance>& all);
/// A command of the template, and what a version does.
void write_command(yaml_lines& out, const command_spec& command, const device_template& t);
void write_firmware(yaml_lines& out, const firmware_spec& firmware);

}  // namespace muster
