#pragma once

#include <functional>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>
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
    /// A rule that watches some devices only watches this one from now on: present in a state, or
    /// not there yet. `alerts` says whether an alert of a rule is open on it.
    void watch(std::uint32_t rule, slot device, std::optional<device_state> state,
               const std::function<bool(std::uint32_t)>& alerts, step_index step,
               std::vector<counter_delta>& log);
    /// An alert of a rule opened (`by` = 1) or closed on a device.
    void alert(std::uint32_t rule, slot device, std::int64_t by, step_index step,
               std::vector<counter_delta>& log);

private:
    std::uint32_t figure(std::size_t rule, std::uint32_t cluster, std::uint32_t part) const;

    const world& world_;
    std::uint32_t first_figure_;
    using by_slot = std::vector<std::uint32_t>;  ///< by slot
    std::vector<by_slot> cluster_of_;            ///< by rule with `per`
    std::vector<by_slot> not_watched_;           ///< of those that watch some devices only
    /// When the open alerts opened, by rule with `per` and which of those it absorbs; looked up,
    /// never iterated.
    std::map<std::pair<std::size_t, std::uint32_t>, std::unordered_map<slot, step_index>> opened_;
};

}  // namespace muster
