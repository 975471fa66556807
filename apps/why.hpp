#pragma once

#include <string>

#include "apps/run_folder.hpp"

namespace muster::app {

/// `muster query --why DEVICE CONDITION`: says condition by condition whether a device of the
/// folder meets it, and with which values. The condition is one over a device, with or without
/// WHERE before it, or `GROUP name` for the condition of a group, or its list. Returns the exit
/// code: 0 where it holds, 99 where it does not.
int why_command(const std::string& device, const std::string& text, const run_folder& folder);

}  // namespace muster::app
