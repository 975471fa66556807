#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <limits>
#include <vector>

#include "fleet/time.hpp"

namespace muster {

/// A hashed timing wheel over a fixed number of entries, one per (device, kind of wake): waking
/// allocates nothing, and an entry is two 32-bit words. Varghese, Lauck, "Hashed and Hierarchical
/// Timing Wheels", 1987, scheme 6: an entry further away than a turn of the wheel stays in its
/// bucket until its step comes.
class timing_wheel {
public:
    using entry = std::uint32_t;

    /// `buckets` is a power of two, at least 64.
    explicit timing_wheel(std::uint32_t buckets = 1024)
        : heads_(std::max(buckets, 64U), nil), occupied_(heads_.size() / 64) {}

    void grow(std::uint32_t entries) {
        next_.resize(entries, nil);
        due_.resize(entries, 0);
    }

    /// Puts an entry that is not in the wheel to be due at `step`, which lies after every step
    /// taken. Steps beyond 2^32 - 2 are never due.
    void schedule(entry e, step_index step) {
        if (step >= static_cast<step_index>(nil)) return;
        const auto at = static_cast<std::uint32_t>(step);
        const auto bucket = at & mask();
        due_[e] = at;
        next_[e] = heads_[bucket];
        heads_[bucket] = e;
        occupied_[bucket / 64] |= std::uint64_t{1} << (bucket % 64);
    }

    /// Moves the entries that are due at `step` to `out`, in no particular order.
    void take(step_index step, std::vector<entry>& out) {
        const auto at = static_cast<std::uint32_t>(step);
        const auto bucket = at & mask();
        entry e = heads_[bucket];
        if (e == nil) return;
        entry kept = nil;
        while (e != nil) {
            const entry following = next_[e];
            if (due_[e] == at) {
                out.push_back(e);
            } else {
                next_[e] = kept;
                kept = e;
            }
            e = following;
        }
        heads_[bucket] = kept;
        if (kept == nil) occupied_[bucket / 64] &= ~(std::uint64_t{1} << (bucket % 64));
    }

    /// A step at or after `from` before which nothing is due: exact within a turn of the wheel
    /// unless an entry of a later turn shares the bucket. `std::numeric_limits<step_index>::max()`
    /// where the wheel is empty.
    step_index next_occupied(step_index from) const {
        const auto buckets = static_cast<std::uint32_t>(heads_.size());
        const auto start = static_cast<std::uint32_t>(from) & mask();
        for (std::uint32_t scanned = 0; scanned <= buckets;) {
            const auto bucket = (start + scanned) & mask();
            const std::uint64_t rest = occupied_[bucket / 64] >> (bucket % 64);
            if (rest != 0) {
                const auto ahead = scanned + static_cast<std::uint32_t>(std::countr_zero(rest));
                return from + static_cast<step_index>(ahead);
            }
            scanned += 64 - bucket % 64;
        }
        return std::numeric_limits<step_index>::max();
    }

private:
    static constexpr entry nil = 0xffffffffU;
    std::uint32_t mask() const { return static_cast<std::uint32_t>(heads_.size()) - 1; }

    std::vector<entry> heads_;
    std::vector<std::uint64_t> occupied_;
    std::vector<entry> next_;
    std::vector<std::uint32_t> due_;
};

}  // namespace muster
