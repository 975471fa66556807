#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "fleet/connectivity.hpp"

namespace muster {

/// Which device of a shard and which of its wakes an entry of the wheel is.
struct wheel_place {
    std::uint32_t cohort, row, kind;
};

/// What runs a cohort of a shard besides its columns: its entries in the timing wheel, and its own
/// ups and downs.
struct cohort_runtime {
    /// In the wheel: `stride` entries a device, one per message, then one for connectivity and one
    /// for sleep, where the devices have either.
    std::uint32_t first_entry = 0;
    std::uint32_t stride = 0;
    std::uint32_t flip_kind = 0, duty_kind = 0;  ///< places of these two among a device's entries
    std::vector<sim_time> flip_at;  ///< next change of connectivity; empty without outages
    std::vector<std::uint32_t> flips;
    std::unique_ptr<connectivity_process> process;

    std::uint32_t entry(std::uint32_t row, std::uint32_t kind) const {
        return first_entry + row * stride + kind;
    }
};

}  // namespace muster
