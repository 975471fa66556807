#pragma once

#include "fleet/device_template.hpp"
#include "scenarios/yaml_text.hpp"

namespace muster {

/// Pauses that grow, as entries of a mapping.
yaml_flow& add_back_off(yaml_flow& flow, const back_off& pauses);
/// The `connectivity` of a template or fleet with all its defaults.
void write_connectivity(yaml_lines& out, const connectivity_spec& c);

}  // namespace muster
