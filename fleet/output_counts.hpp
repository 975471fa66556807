#pragma once

#include <cstdint>
#include <optional>

#include "fleet/run_result.hpp"

namespace muster {

/// What came in at an output: its own account of what the fleet made for it. Not part of a result,
/// which is the same whoever listens.
struct output_counts {
    std::uint64_t messages = 0, readings = 0;  ///< that came in, each as often as it came
    std::uint64_t bytes = 0;                   ///< of them, before any compression
    std::uint64_t lost = 0;                    ///< messages that were made and never came
    std::uint64_t late = 0;                    ///< messages that came out of a device's buffer
    std::uint64_t twice = 0, unreadable = 0, out_of_order = 0;
    /// Seconds from being measured to coming in, as drawn; of messages that were on their way for
    /// any time at all.
    std::optional<summary> delay;
};

}  // namespace muster
