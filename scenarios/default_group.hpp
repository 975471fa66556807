#pragma once

#include <string>

#include "scenarios/reading.hpp"

namespace muster::sections {

/// A template's name, where a group is meant that the scenario does not have, is the group of the
/// template's devices: it is added unless it is there. False where there is no such template.
bool add_default_group(reading& r, const std::string& name, const place& where);

}  // namespace muster::sections
