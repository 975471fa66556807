#pragma once

#include <vector>

#include "fleet/diagnostic.hpp"
#include "fleet/scenario.hpp"

namespace muster {

/// Two devices with one id are an error. To be asked again where fleets were scaled: more devices
/// have more ids.
void check_same_ids(const std::vector<fleet_spec>& fleets, diagnostics& problems);

}  // namespace muster
