#pragma once

#include "fleet/device_template.hpp"
#include "scenarios/yaml_text.hpp"

namespace muster {

/// The `connectivity` of a template or fleet with all its defaults.
void write_connectivity(yaml_lines& out, const connectivity_spec& c);

}  // namespace muster
