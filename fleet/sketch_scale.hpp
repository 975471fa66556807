#pragma once

namespace muster {

/// Where the values of a series are expected and how far they spread, so that a sketch is fine
/// where they lie: 1013 hectopascal and half a hectopascal. Right or wrong, it alters how exact
/// quantiles are and nothing else. Part of the scenario, never of what was measured, so that
/// sketches of one series can be merged.
struct sketch_scale {
    double center = 0;
    double unit = 0x1p-20;  ///< a power of two; values within a thousandth of it are the center

    bool operator==(const sketch_scale&) const = default;
};

}  // namespace muster
