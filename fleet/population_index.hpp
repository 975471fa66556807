#pragma once

#include <cstdint>
#include <vector>

#include "fleet/device_names.hpp"

namespace muster {

class world;

/// Whether membership by a field can be kept: it changes only when something happens to the device
/// that is told of. False of readings and of what moves with the clock.
bool can_be_kept(const device_name& field);

/// Which of the populations that are kept have to be looked at when something of a device changes:
/// those that read it. Ascending lists of indices into `world::populations`. Immutable; every shard
/// reads it.
struct population_index {
    using list = std::vector<std::uint32_t>;

    struct of_fleet {
        std::vector<list> properties, desired, acknowledged;  ///< by property
    };

    std::vector<of_fleet> fleets;     ///< by index in `world::fleets`
    std::vector<list> jobs;           ///< a device's state or reason in a job
    list flags;                       ///< connection, state, what holds it back
    list provisioned;                 ///< whether it has ever connected
    list alerts;                      ///< its open alerts
    list changing;                    ///< any of the above
    std::vector<bool> follows_flags;  ///< by population: is among `flags`
    list unconditional, conditional;  ///< kept populations; the latter have bits

    population_index() = default;
    /// Requires the world's fleets and populations.
    explicit population_index(const world& w);
};

}  // namespace muster
