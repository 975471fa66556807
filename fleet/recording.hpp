#pragma once

#include <vector>

#include "fleet/time.hpp"

namespace muster {

/// Recorded values with their times, shared by everything that plays them. Immutable.
struct recording {
    std::vector<double> values;   ///< at least one; NaN: no value
    std::vector<duration> times;  ///< from the first row's, ascending; parallel to `values`
    duration length{};            ///< after which it begins again: above the last time

    /// The value of the last row at or before `at`, an instant that is not negative.
    double at(duration at, bool loop) const;
};

}  // namespace muster
