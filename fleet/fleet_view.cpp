#include "fleet/fleet_view.hpp"

#include <algorithm>
#include <optional>

#include "fleet/hash.hpp"

namespace muster {

namespace {

/// The devices of one fleet in a shard, taken one after the other.
struct fleet_walk {
    const cohort* native = nullptr;
    std::vector<const cohort*> copies;  ///< of those that came to have another template
    std::uint32_t next = 0;
};

std::vector<fleet_walk> walks_of(const fleet_view& all, const compiled_fleet& fleet) {
    std::vector<fleet_walk> walks(all.shards.size());
    for (std::size_t s = 0; s < walks.size(); ++s)
        for (const auto& c : all.shards[s].columns->cohorts) {
            if (c.fleet == &fleet)
                walks[s].native = &c;
            else if (c.fleet->native == fleet.index)
                walks[s].copies.push_back(&c);
        }
    return walks;
}

/// Where a device is now; nothing where it has not come yet.
std::optional<device_place> place_of(const shard_columns& columns, const fleet_walk& walk,
                                     std::uint32_t row) {
    const auto first = walk.native->first + row;
    if (columns.present(first)) return device_place{0, first, false};
    std::optional<device_place> gone;
    const auto look = [&](slot s) {
        if ((columns.flags[s] & flag_removed) != 0) gone = device_place{0, s, true};
    };
    look(first);
    for (const auto* copy : walk.copies) {
        const auto at = std::lower_bound(copy->ordinals.begin(), copy->ordinals.end(),
                                         walk.native->ordinals[row]);
        const auto s = copy->first + static_cast<slot>(at - copy->ordinals.begin());
        if (columns.present(s)) return device_place{0, s, false};
        look(s);
    }
    return gone;
}

}  // namespace

void for_each_device(const fleet_view& all, const std::function<void(const device_place&)>& take) {
    std::string id;
    for (const auto& fleet : all.w->fleets) {
        if (fleet.is_copy()) continue;
        auto walks = walks_of(all, fleet);
        for (std::uint64_t i = 0; i < fleet.spec->count; ++i) {
            fleet.ids.write(i, id);
            const auto shard = shard_of(device_key(id), all.w->shards());
            auto& walk = walks[shard];
            auto found = place_of(*all.shards[shard].columns, walk, walk.next++);
            if (!found) continue;
            found->shard = shard;
            take(*found);
        }
    }
}

}  // namespace muster
