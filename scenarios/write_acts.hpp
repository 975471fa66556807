#pragma once

#include "fleet/scenario.hpp"
#include "scenarios/yaml_text.hpp"

/// What jobs and acts want of devices, as YAML.
namespace muster {

std::string request_text(const command_request_fields& given);
/// A value that the property of this name is set to.
std::string setting_text(const std::string& property, const plain_value& value, const scenario& s);
void write_act(yaml_lines& out, const act_spec& act, const scenario& s);

}  // namespace muster
