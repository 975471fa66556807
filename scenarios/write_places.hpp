#pragma once

#include <string>

#include "fleet/area.hpp"
#include "fleet/device_template.hpp"
#include "scenarios/yaml_text.hpp"

namespace muster {

void write_area(yaml_lines& out, const area_spec& area);
/// `position: {route: {...}}`, of the position whose latitude the signal is.
void write_position(yaml_lines& out, const signal_spec& latitude, const std::string& together);
/// The name of the position that the latitude is of: without the component, or with it.
std::string position_name(const signal_spec& latitude, bool full);

}  // namespace muster
