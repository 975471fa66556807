#pragma once

#include <vector>

#include "models/dtdl_model.hpp"
#include "models/json_document.hpp"

namespace muster::models {

/// The interfaces of a document: one, or a list of them; an interface written in place, as a
/// component's schema or under `extends`, follows the one that has it. Reads DTDL contexts 2 and 3.
/// What cannot be read is left out after a diagnostic, so the result is to be used only where
/// `problems` has no errors.
std::vector<interface> read_interfaces(const json_document& document, diagnostics& problems);

}  // namespace muster::models
