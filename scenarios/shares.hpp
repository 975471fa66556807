#pragma once

#include <vector>

#include "fleet/device_template.hpp"
#include "scenarios/reading.hpp"

namespace muster {

/// A mapping from value to percentage in which one may be `rest`: the parts add up to 100 %.
/// Empty, and reported, where they don't.
std::vector<weighted_value> read_pick(reading& r, const yaml::node& found);

}  // namespace muster
