#pragma once

#include <array>
#include <cstdint>

#include "fleet/update_spec.hpp"

namespace muster {

/// Devices of a job by how far they came with one step of their update. Who began it has finished
/// it, failed in it, was given up in it, was called back from it, or is in it now.
struct step_counts {
    std::uint64_t begun = 0, finished = 0, failed = 0, timed_out = 0, recalled = 0;

    std::uint64_t now() const { return begun - finished - failed - timed_out - recalled; }
    step_counts& operator+=(const step_counts& o) {
        begun += o.begun;
        finished += o.finished;
        failed += o.failed;
        timed_out += o.timed_out;
        recalled += o.recalled;
        return *this;
    }
    bool operator==(const step_counts&) const = default;
};

/// By step.
using update_counts = std::array<step_counts, update_steps>;

}  // namespace muster
