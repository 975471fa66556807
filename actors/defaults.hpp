#pragma once

#include <cstddef>

/// Limits of the facade.
namespace muster::defaults {

inline constexpr std::size_t idempotency_keys = 10'000;  ///< acts whose answer is remembered
inline constexpr std::size_t events_kept = 100'000;      ///< for subscribers who come late
inline constexpr std::size_t page = 100;                 ///< devices of a list, where not said
inline constexpr std::size_t largest_page = 10'000;

}  // namespace muster::defaults
