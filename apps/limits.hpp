#pragma once

#include <cstdint>

/// What a command line may ask for at most.
namespace muster::app::limits {

inline constexpr std::uint64_t workers = 256;
/// Runs of one command: seeds, or seeds times variants of a sweep.
inline constexpr std::uint64_t runs = 10'000;
/// Variants of a sweep.
inline constexpr std::uint64_t variants = 1'000;

}  // namespace muster::app::limits
