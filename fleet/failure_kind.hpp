#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>

namespace muster {

/// In which way a device did not do what a job wanted.
enum class failure_kind : std::uint8_t {
    failed,     ///< answered that it could not
    rejected,   ///< answered that it would not; never asked again
    timed_out,  ///< did not answer in time
    unreached,  ///< was never told
};
inline constexpr std::size_t failure_kinds = 4;

/// Some of the kinds.
using failure_set = std::bitset<failure_kinds>;

constexpr std::size_t bit_of(failure_kind kind) {
    return static_cast<std::size_t>(kind);
}

}  // namespace muster
