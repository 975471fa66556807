#pragma once

#include "models/dtdl_model.hpp"
#include "models/json_cursor.hpp"

namespace muster::models {

/// Fills in semantic type, unit, co-types and the hints of IoT Central. Requires `into.type`. What
/// DTDL forbids here but leaves the model readable is a warning.
void read_annotations(const json_cursor& at, element& into);

}  // namespace muster::models
