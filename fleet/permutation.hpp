#pragma once

#include <cstdint>

namespace muster {

/// A keyed random order of 0 .. n-1 that is computed, never stored: a balanced Feistel network over
/// the next even power of two with cycle walking (Black, Rogaway, "Ciphers with Arbitrary Finite
/// Domains", 2002). It makes exact splits of a population without sorting it: the device at
/// position p gets the part that p falls into.
class permutation {
public:
    permutation(std::uint64_t n, std::uint64_t key);

    /// Position of element `i`; requires i < n.
    std::uint64_t operator()(std::uint64_t i) const;

private:
    std::uint64_t once(std::uint64_t i) const;

    std::uint64_t n_;
    std::uint64_t key_;
    unsigned half_bits_;
    std::uint64_t half_mask_;
    std::uint64_t rounds_;
};

}  // namespace muster
