#pragma once

#include <optional>
#include <string>

#include "fleet/device_template.hpp"
#include "models/model_repository.hpp"

namespace muster::models {

/// An interface with all it extends and its components, flattened to what a simulated device needs:
/// a signal for each plain value of its telemetry, a property for each plain value of its
/// properties, one message a minute for the root
/// (`telemetry`) and for each component that has signals, commands that take about a second.
/// Behaviours and first values are plausible guesses. Requires its dependencies to be loaded. Empty
/// after an error.
std::optional<device_template> to_template(const std::string& dtmi,
                                           const model_repository& repository,
                                           diagnostics& problems);

}  // namespace muster::models
