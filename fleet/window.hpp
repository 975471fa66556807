#pragma once

#include "fleet/time.hpp"

namespace muster {

/// The width of a run's rollup windows: the shortest of 1, 2, 5, 10, 15, 30 seconds, minutes, 1, 2,
/// 3, 6, 12 hours, 1, 2, 4, ... days that is whole steps and gives at most 240 windows; for a step
/// that fits none of them the fewest steps that do.
duration window_width(duration length, duration step);

}  // namespace muster
