#pragma once

#include "fleet/device_template.hpp"
#include "fleet/sketch_scale.hpp"

namespace muster {

/// Where the readings of a signal are expected, from what the scenario says of it: around the mean
/// of a Gaussian, between the ends of a wave. Words count from 0 in ones.
sketch_scale scale_of(const signal_spec& signal);

}  // namespace muster
