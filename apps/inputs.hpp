#pragma once

#include <optional>
#include <string>

#include "apps/options.hpp"
#include "fleet/scenario.hpp"
#include "scenarios/reader.hpp"

namespace muster::app {

/// Reads a scenario as the options say; problems name the option that they come from. Prints
/// nothing.
read_result read_given(const options& given, const std::string& file);

/// Prints problems to standard error, a line each.
void print_problems(const diagnostics& problems);

/// Reads a scenario as the options say and prints everything that is wrong with it to standard
/// error. Empty where it has errors.
std::optional<scenario> read_input(const options& given, const std::string& file);

}  // namespace muster::app
