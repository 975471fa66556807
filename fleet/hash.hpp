#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <string_view>

#include "fleet/uint128.hpp"

namespace muster {

/// SipHash-1-3 of `text` (Aumasson, Bernstein, "SipHash: a fast short-input PRF", 2012; one
/// compression and three finalisation rounds). Keyed, so that nobody aims all devices at one shard
/// by choosing ids.
std::uint64_t keyed_hash(std::string_view text, std::uint64_t key0, std::uint64_t key1);

/// The hash that places a device and seeds its randomness; the key is constant in a run.
std::uint64_t device_key(std::string_view device_id);

/// The shard of a device: the top bits of its key. `shards` is a power of two, or any number up to
/// 2^32.
constexpr std::uint32_t shard_of(std::uint64_t key, std::uint32_t shards) {
    return static_cast<std::uint32_t>(((key >> 32) * shards) >> 32);
}

/// Folds the two halves of the 128-bit product: a fast, well-mixed combination of two words.
constexpr std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
    const auto product =
        static_cast<uint128>(a ^ 0x2d358dccaa6c78a5ULL) * (b ^ 0x8bb84b93962eacc9ULL);
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

/// An order-free 128-bit sum of hashes: equal multisets of entries give equal sums, whoever adds
/// them in which order.
struct hash_sum {
    uint128 total = 0;

    constexpr void add(std::uint64_t a, std::uint64_t b, std::uint64_t c, std::uint64_t d) {
        const std::uint64_t low = mix(mix(a, b), mix(c, d) ^ 0x589965cc75374cc3ULL);
        const std::uint64_t high = mix(low ^ d, mix(b, c) ^ a);
        total += (static_cast<uint128>(high) << 64) | low;
    }
    constexpr void add(const hash_sum& other) { total += other.total; }
    constexpr std::array<std::uint64_t, 2> words() const {
        return {static_cast<std::uint64_t>(total >> 64), static_cast<std::uint64_t>(total)};
    }
};

/// The bits of a value for hashing; every NaN and both zeros read alike.
constexpr std::uint64_t value_bits(double x) {
    if (x != x) return 0x7ff8000000000000ULL;
    return x == 0.0 ? 0 : std::bit_cast<std::uint64_t>(x);
}

}  // namespace muster
