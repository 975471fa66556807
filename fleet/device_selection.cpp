#include "fleet/device_selection.hpp"

#include <algorithm>

#include "fleet/hash.hpp"
#include "fleet/query/from_text.hpp"

namespace muster {

device_selection::device_selection(const world& w, device_target wanted)
    : wanted_(std::move(wanted)), shards_(w.shards()) {
    for (const auto& id : wanted_.ids)
        keys_.push_back(device_key(id));
    std::sort(keys_.begin(), keys_.end());
    keys_.erase(std::unique(keys_.begin(), keys_.end()), keys_.end());
    if (!keys_.empty() || wanted_.where.empty()) return;
    auto bound = query::from_text(wanted_.where, w.metrics.devices(), query::type::boolean);
    problem_ = query::first_problem(bound);
    who_ = std::move(bound.bound);
}

bool device_selection::names(std::uint64_t key) const {
    return std::binary_search(keys_.begin(), keys_.end(), key);
}

bool device_selection::concerns(std::uint32_t shard) const {
    return keys_.empty() || std::any_of(keys_.begin(), keys_.end(), [&](std::uint64_t key) {
               return shard_of(key, shards_) == shard;
           });
}

slot_set device_selection::matched(const shard_columns& columns, device_row& row,
                                   sim_time now) const {
    std::vector<slot> found;
    for (std::uint32_t c = 0; c < columns.cohorts.size(); ++c) {
        const auto& cohort = columns.cohorts[c];
        for (slot s = cohort.first; s < cohort.first + cohort.size(); ++s) {
            if (!columns.present(s)) continue;
            if (!keys_.empty() && !names(columns.keys[s])) continue;
            row.aim(c, s, now);
            if (!who_ || who_.holds(row)) found.push_back(s);
        }
    }
    return slot_set::of(found);
}

}  // namespace muster
