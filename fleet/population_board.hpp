#pragma once

#include <vector>

#include "fleet/counters.hpp"
#include "fleet/slot_bits.hpp"

namespace muster {

/// Which devices of a shard belong to which population, and how many of each are in which state.
/// Membership follows property changes; volatile populations are not kept but scanned for.
class population_board {
public:
    /// Evaluates every membership and counts every device in its present state into `counters`.
    population_board(const world& w, const shard_columns& columns, const shard_state& state,
                     counter_row& counters);

    /// A device has arrived.
    void arrived(slot device, counter_row& counters) const;
    /// A device is gone for good. Requires that it has arrived.
    void departed(slot device, counter_row& counters) const;
    /// A device changed its state.
    void move(slot device, device_state from, device_state to, counter_row& counters) const;
    /// A device's property changed: memberships that depend on properties are evaluated anew.
    void property_changed(slot device, sim_time now, counter_row& counters);
    /// The members of a population, by membership or by a scan of the columns.
    slot_set members(std::uint32_t population, sim_time now) const;
    /// Counts by state of the members found by a scan.
    std::vector<std::uint64_t> scan(std::uint32_t population, sim_time now) const;

private:
    bool contains(std::uint32_t population, std::uint32_t cohort, slot device) const;
    bool holds(std::uint32_t population, std::uint32_t cohort, slot device, sim_time now) const;
    bool kept(std::uint32_t population) const {
        return !world_.populations[population].is_volatile;
    }

    const world& world_;
    const shard_columns& columns_;
    mutable device_row row_;
    std::vector<slot_bits> member_;  ///< by population; empty for those without a condition
};

}  // namespace muster
