#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "fleet/slot.hpp"

namespace muster {

/// A bit for each slot of a shard and each of some sets, by number. The words of 64 slots lie side
/// by side for all sets, so that both what is in a set and which sets a slot is in are read without
/// walking through all of memory.
class membership_bits {
public:
    membership_bits() = default;
    membership_bits(slot slots, std::size_t sets)
        : sets_(sets), blocks_((slots + 63) / 64), words_(blocks_ * sets) {}

    bool test(std::size_t set, slot s) const { return ((word(set, s) >> (s % 64)) & 1) != 0; }
    void put(std::size_t set, slot s, bool is) {
        auto& w = words_[s / 64 * sets_ + set];
        const auto bit = std::uint64_t{1} << (s % 64);
        w = is ? w | bit : w & ~bit;
    }
    /// Calls `take` with every slot of a set, ascending.
    template <class Take>
    void for_each_slot(std::size_t set, const Take& take) const {
        for (std::size_t b = 0; b < blocks_; ++b)
            for (auto rest = words_[b * sets_ + set]; rest != 0; rest &= rest - 1)
                take(static_cast<slot>(b * 64 + static_cast<std::size_t>(std::countr_zero(rest))));
    }
    /// Calls `take` with the number of every set that the slot is in, ascending.
    template <class Take>
    void for_each_set(slot s, const Take& take) const {
        const auto* words = words_.data() + s / 64 * sets_;
        for (std::size_t set = 0; set < sets_; ++set)
            if (((words[set] >> (s % 64)) & 1) != 0) take(set);
    }

private:
    std::uint64_t word(std::size_t set, slot s) const { return words_[s / 64 * sets_ + set]; }

    std::size_t sets_ = 0, blocks_ = 0;
    std::vector<std::uint64_t> words_;
};

}  // namespace muster
