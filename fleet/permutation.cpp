#include "fleet/permutation.hpp"

#include <algorithm>
#include <bit>

#include "fleet/hash.hpp"

namespace muster {

permutation::permutation(std::uint64_t n, std::uint64_t key)
    : n_(n),
      key_(key),
      half_bits_(std::max(1U, (static_cast<unsigned>(std::bit_width(n > 1 ? n - 1 : 1)) + 1) / 2)),
      half_mask_((std::uint64_t{1} << half_bits_) - 1) {}

std::uint64_t permutation::operator()(std::uint64_t i) const {
    do {
        i = once(i);
    } while (i >= n_);
    return i;
}

std::uint64_t permutation::once(std::uint64_t i) const {
    std::uint64_t left = i >> half_bits_;
    std::uint64_t right = i & half_mask_;
    for (std::uint64_t round = 0; round < 4; ++round) {
        const std::uint64_t next = left ^ (mix(key_ + round, right) & half_mask_);
        left = right;
        right = next;
    }
    return (left << half_bits_) | right;
}

}  // namespace muster
