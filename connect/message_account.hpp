#pragma once

#include <vector>

#include "fleet/output_counts.hpp"
#include "fleet/reading_batch.hpp"
#include "fleet/sketch.hpp"

namespace muster {

/// Keeps an output's account of messages: what came in, what did not, and how. Written by the
/// worker that owns the shard, apart for each; read when no shard runs.
class message_account {
public:
    explicit message_account(std::uint32_t shards) : parts_(shards) {}

    /// A message of `readings` readings that was taken down in `bytes` bytes; `note` may be null.
    void came_in(std::uint32_t shard, std::size_t readings, std::size_t bytes, sim_time made_at,
                 const message_note* note);
    /// A message that has not come, or not yet.
    void is_missing(std::uint32_t shard) { ++parts_[shard].counts.lost; }
    /// One that was missing comes in after all, out of its device's buffer.
    void comes_late(std::uint32_t shard) {
        ++parts_[shard].counts.late;
        --parts_[shard].counts.lost;
    }

    output_counts total() const;

private:
    struct part {
        output_counts counts;
        accumulator delay;
    };

    std::vector<part> parts_;  ///< by shard
};

}  // namespace muster
