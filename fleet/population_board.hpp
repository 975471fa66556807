#pragma once

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "fleet/counters.hpp"
#include "fleet/membership_bits.hpp"

namespace muster {

/// A device came to a group, or went from it.
struct membership_move {
    std::uint32_t group = 0;  ///< index into the scenario's groups
    slot device = 0;
    bool joined = false;
};

/// Which devices of a shard belong to which population, and how many of each are in which state.
/// Membership follows what happens to the devices: a change looks only at the populations that read
/// what it changes. Volatile populations are not kept but scanned for.
class population_board {
public:
    /// Evaluates every membership and counts every device in its present state into `counters`.
    /// Those that belong to a group from the start have not joined it.
    population_board(const world& w, const shard_columns& columns, const shard_state& state,
                     counter_row& counters);

    /// A device has arrived, with the flags that it has now.
    void arrived(slot device, counter_row& counters);
    /// A device is gone for good. Requires that it has arrived.
    void departed(slot device, counter_row& counters);
    /// A device's flags changed; they are what they are now.
    void flags_changed(slot device, device_state from, device_state to, counter_row& counters);
    /// A change was applied to the shard's state.
    void follow(const change& c, counter_row& counters);
    /// The number of a device's open alerts changed.
    void alerts_changed(slot device, counter_row& counters);
    /// A device has another place, where anything may be different.
    void reconsider(slot device, counter_row& counters);

    /// The members of a population, by membership or by a scan of the columns.
    slot_set members(std::uint32_t population, sim_time now) const;
    /// Counts by state of the members found by a scan.
    std::vector<std::uint64_t> scan(std::uint32_t population, sim_time now) const;

    /// Whoever belongs to a group now has belonged to it from the start. From now on joins and
    /// leaves are counted, and written down where somebody wants to hear of them.
    void begin(bool note_moves, counter_row& counters);
    /// Those since the last call, in the order in which they happened.
    std::vector<membership_move> take_moves() { return std::exchange(moves_, {}); }

private:
    using list = std::vector<std::uint32_t>;

    const list& readers_of(const change& c) const;
    void look(const list& populations, slot device, counter_row& counters);
    void look(std::uint32_t population, std::uint32_t cohort, slot device, device_state from,
              device_state to, counter_row& counters);
    void count_move(std::uint32_t population, slot device, bool joined, counter_row& counters);
    template <class Take>
    void for_each_of(std::uint32_t cohort, slot device, const Take& take) const;
    bool is_member(std::uint32_t population, slot device) const {
        return member_.test(number_[population], device);
    }
    bool holds(std::uint32_t population, std::uint32_t cohort, slot device, sim_time now) const;
    bool kept(std::uint32_t population) const {
        return !world_.populations[population].is_volatile;
    }
    const slot_set& kept_members(std::uint32_t population) const;
    slot_set find_kept(std::uint32_t population) const;

    const world& world_;
    const shard_columns& columns_;
    const counter_layout layout_;
    mutable device_row row_;
    membership_bits member_;             ///< of the conditional populations
    std::vector<std::uint32_t> number_;  ///< by population: its number in `member_`
    /// By population, the members as a set, for those that were asked for and have not changed
    /// since.
    mutable std::map<std::uint32_t, slot_set> snapshots_;
    std::vector<membership_move> moves_;
    bool notes_moves_ = false;
};

}  // namespace muster
