#pragma once

#include <string>

namespace muster::app {

/// The manual page muster(1) in the roff of man(7), made from the table of commands.
std::string man_page();

}  // namespace muster::app
