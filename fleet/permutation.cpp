#include "fleet/permutation.hpp"

#include <algorithm>
#include <bit>

#include "fleet/hash.hpp"

namespace muster {

permutation::permutation(std::uint64_t n, std::uint64_t key)
    : n_(n),
      key_(key),
      half_bits_(std::max(1U, (static_cast<unsigned>(std::bit_width(n > 1 ? n - 1 : 1)) + 1) / 2)),
      half_mask_((std::uint64_t{1} << half_bits_) - 1),
      rounds_(half_bits_ < 5 ? 8 : 4) {
}  // few elements want more rounds before all orders are alike

std::uint64_t permutation::operator()(std::uint64_t i) const {
    do {
        i = once(i);
    } while (i >= n_);
    return i;
}

std::uint64_t permutation::once(std::uint64_t i) const {
    std::uint64_t left = i >> half_bits_;
    std::uint64_t right = i & half_mask_;
    for (std::uint64_t round = 0; round < rounds_; ++round) {
        const auto round_key = key_ + (round + 1) * 0x9E3779B97F4A7C15ULL;
        const std::uint64_t next = left ^ (mix(mix(round_key, right), key_) & half_mask_);
        left = right;
        right = next;
    }
    return (left << half_bits_) | right;
}

}  // namespace muster
