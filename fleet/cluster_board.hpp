#pragma once

#include <map>
#include <unordered_map>
#include <vector>

#include "fleet/counters.hpp"

namespace muster {

/// Which clusters of rules with `per` a shard's devices are in. It logs what moves the clusters'
/// figures; who holds the logs of all shards adds them up.
class cluster_board {
public:
    /// Finds every device's cluster, of those that the rule's `where` leaves.
    cluster_board(const world& w, const shard_columns& columns, device_row& row);

    /// A device appears in a state, or (`by` = -1) leaves it.
    void count(slot device, device_state state, std::int64_t by, step_index step,
               std::vector<counter_delta>& log) const;
    /// An alert of a rule opened (`by` = 1) or closed on a device.
    void alert(std::uint32_t rule, slot device, std::int64_t by, step_index step,
               std::vector<counter_delta>& log);

private:
    std::uint32_t figure(std::size_t rule, std::uint32_t cluster, std::uint32_t part) const;

    const world& world_;
    std::uint32_t first_figure_;
    std::vector<std::vector<std::uint32_t>> cluster_of_;  ///< by rule with `per` and slot
    /// By absorbed rule, when its open alerts opened; looked up, never iterated.
    std::map<std::uint32_t, std::unordered_map<slot, step_index>> opened_;
};

}  // namespace muster
