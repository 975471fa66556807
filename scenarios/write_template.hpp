#pragma once

#include "fleet/device_template.hpp"
#include "scenarios/yaml_text.hpp"

namespace muster {

void write_template(yaml_lines& out, const device_template& t);

/// A tag's or property's source as a flow mapping; `kind` is written where the source alone would
/// be read as another one.
std::string attribute_text(const attribute_source& source, value_kind kind);

}  // namespace muster
