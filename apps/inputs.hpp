#pragma once

#include <optional>
#include <string>

#include "apps/options.hpp"
#include "fleet/scenario.hpp"

namespace muster::app {

/// Reads a scenario as the options say and prints everything that is wrong with it to standard
/// error. Empty where it has errors.
std::optional<scenario> read_input(const options& given, const std::string& file);

}  // namespace muster::app
