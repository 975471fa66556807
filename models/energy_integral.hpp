#pragma once

#include <vector>

#include "fleet/device_template.hpp"

namespace muster::models {

/// Makes a signal of energy the integral of the one signal of power beside it, so that a meter's
/// two figures agree. Leaves components alone: an integral names its source without one.
void integrate_power(std::vector<signal_spec>& signals);

}  // namespace muster::models
