#pragma once

#include <string>

#include "fleet/area.hpp"
#include "fleet/device_template.hpp"
#include "scenarios/yaml_text.hpp"

namespace muster {

void write_area(yaml_lines& out, const area_spec& area);
/// `position: {route: {...}}`, of the position whose latitude the signal is.
void write_position(yaml_lines& out, const signal_spec& latitude, const std::string& together);

}  // namespace muster
