#pragma once

#include <cstdint>
#include <vector>

#include "fleet/permutation.hpp"
#include "fleet/scenario.hpp"

namespace muster {

/// When each device of a fleet arrives: in the order of a keyed permutation, evenly within each
/// stage. At the end of a stage exactly its share of the fleet, rounded down, is there; a stage of
/// no length brings its devices at once. Pure.
class arrivals {
public:
    /// Requires stages whose shares do not fall, and a fleet of at least one device.
    arrivals(const std::vector<arrival_stage>& stages, std::uint64_t devices, std::uint64_t key);

    /// Zero: the device is there from the start; `never`: no stage brings it.
    sim_time of(std::uint64_t ordinal) const;

private:
    struct stage {
        sim_time begin{};
        duration lasts{};
        std::uint64_t first = 0, end = 0;  ///< places in the order that it brings
    };

    std::vector<stage> stages_;
    permutation order_;
};

}  // namespace muster
