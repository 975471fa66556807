#pragma once

#include "fleet/device_template.hpp"
#include "scenarios/yaml_text.hpp"

namespace muster {

void write_signal(yaml_lines& out, const signal_spec& signal);

}  // namespace muster
