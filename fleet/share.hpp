#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <vector>

#include "fleet/uint128.hpp"

namespace muster {

/// A part of a whole, exact, in parts per billion: 2 % is 20,000,000. `0.3%` has no exact double,
/// and splits of a population have to come out to the device.
struct share {
    static constexpr std::int64_t whole = 1'000'000'000;
    std::int64_t ppb = 0;

    constexpr double fraction() const {
        return static_cast<double>(ppb) / static_cast<double>(whole);
    }
    /// The share of `n`, rounded down: sizes and limits.
    constexpr std::uint64_t of(std::uint64_t n) const {
        return static_cast<std::uint64_t>(product(n) / static_cast<std::uint64_t>(whole));
    }
    /// The least whole number that is at least the share of `n`: minima.
    constexpr std::uint64_t at_least_of(std::uint64_t n) const {
        return static_cast<std::uint64_t>((product(n) + static_cast<std::uint64_t>(whole - 1)) /
                                          static_cast<std::uint64_t>(whole));
    }
    constexpr auto operator<=>(const share&) const = default;

private:
    constexpr uint128 product(std::uint64_t n) const {
        return static_cast<uint128>(n) * static_cast<std::uint64_t>(ppb);
    }
};

inline constexpr share all_of_it{share::whole};

/// Splits `n` in proportion to `weights` by the largest remainder; the parts add up to `n` where
/// any weight is above zero. Among equal remainders the earlier part wins.
std::vector<std::uint64_t> split_by_largest_remainder(std::uint64_t n,
                                                      std::span<const std::uint64_t> weights);

}  // namespace muster
