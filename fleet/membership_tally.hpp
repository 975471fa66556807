#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "fleet/event.hpp"
#include "fleet/population_board.hpp"

namespace muster {

/// How many devices came to groups and went from them since it was last told: what becomes one
/// event of a group, however many they are.
class membership_tally {
public:
    void add(const membership_move& m);
    bool empty() const { return moves_.empty(); }
    /// An event for each group that devices came to, and for each that they went from, in the order
    /// of the groups.
    std::vector<event> take(const world& w, sim_time at);

private:
    struct counts {
        std::uint64_t joined = 0, left = 0;
    };
    std::map<std::uint32_t, counts> moves_;  ///< by group
};

/// Each shard tells of its own devices: makes one event of what they say of a group at one instant.
/// Requires events in virtual time.
void unite_groups(std::vector<event>& events);

}  // namespace muster
