#pragma once

#include <cstdint>
#include <vector>

#include "fleet/slot_set.hpp"

namespace muster {

/// A dense bit per slot, for tests on the hot path; `slot_set` is for what is kept, sent or
/// combined.
class slot_bits {
public:
    slot_bits() = default;
    explicit slot_bits(slot count) : words_((count + 63) / 64) {}

    bool test(slot s) const { return ((words_[s / 64] >> (s % 64)) & 1) != 0; }
    void set(slot s) { words_[s / 64] |= std::uint64_t{1} << (s % 64); }
    void reset(slot s) { words_[s / 64] &= ~(std::uint64_t{1} << (s % 64)); }
    /// `to` has the bit that `from` had, and `from` has none.
    void hand_over(slot from, slot to) {
        test(from) ? set(to) : reset(to);
        reset(from);
    }

private:
    std::vector<std::uint64_t> words_;
};

}  // namespace muster
