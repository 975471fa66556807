#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "fleet/sketch.hpp"

namespace muster {

/// What only a leg knows of its devices of one batch.
struct batch_figures {
    accumulator latency;                           ///< virtual seconds from command to answer
    std::map<std::string, std::uint64_t> reasons;  ///< devices that are done and did not succeed
    /// Devices that were told while another job, by its number, that sets the same property to
    /// another value was not done with them.
    std::map<std::uint32_t, std::uint64_t> rivals{};
};

/// By batch; targets of no batch have theirs under `no_batch`.
using leg_figures = std::map<std::uint32_t, batch_figures>;

}  // namespace muster
