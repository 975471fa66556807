#pragma once

#include <string>
#include <vector>

#include "fleet/device_template.hpp"
#include "scenarios/yaml_text.hpp"

/// How values of a template are written.
namespace muster {

std::string list_text(const std::vector<std::string>& words);
std::string truth(bool value);
/// The name of a part in its component, unique in the template.
std::string key_of(const std::string& component, const std::string& name);
/// A constant as its kind is written.
std::string value_text(const plain_value& value, value_kind kind);
/// Parts that do not add up, as rounding leaves them, are made good by the last one.
std::string choices_text(const std::vector<weighted_value>& choices);
/// A drawn value as keys of a generator.
void add_values(yaml_flow& flow, const distribution& values, value_kind kind);

}  // namespace muster
