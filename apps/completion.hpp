#pragma once

#include <string>

namespace muster::app {

/// What makes a shell (`bash`, `zsh`, `fish`) complete Muster's command lines, made from the table
/// of commands. Empty for any other shell.
std::string completion_for(const std::string& shell);

}  // namespace muster::app
