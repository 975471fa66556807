#pragma once

#include <cstdint>

/// What a command line may ask for at most.
namespace muster::app::limits {

inline constexpr std::uint64_t workers = 256;
/// Processes that share the devices of a run.
inline constexpr std::uint64_t nodes = 64;
/// The number of an open socket.
inline constexpr std::uint64_t sockets = 1'024;
/// Runs of one command: seeds, or seeds times variants of a sweep.
inline constexpr std::uint64_t runs = 10'000;
/// Variants of a sweep.
inline constexpr std::uint64_t variants = 1'000;
/// Messages of each kind, or answers, that `template simulate` sends.
inline constexpr std::uint64_t messages = 1'000'000;

}  // namespace muster::app::limits
