#pragma once

#include <vector>

#include "models/dtdl_model.hpp"
#include "models/json_cursor.hpp"

namespace muster::models {

/// The entries of an Enum, names and values unique. False after a diagnostic.
bool read_enum_entries(const json_cursor& at, std::vector<enum_entry>& into);

}  // namespace muster::models
