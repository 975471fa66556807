#pragma once

#include <utility>
#include <vector>

#include "fleet/sketch.hpp"
#include "history/sink.hpp"

namespace muster {

/// Count, sum, extremes and quantiles of every series, per window of virtual time and over the
/// whole run. Partial results live per shard and merge in shard order when a window closes, so sums
/// do not depend on who ran what.
class rollups final : public sink {
public:
    /// `scales` by series.
    rollups(std::uint32_t shards, const std::vector<sketch_scale>& scales);

    void consume(std::uint32_t shard, const reading_batch& batch) override;
    void at_barrier(sim_time) override {}

    /// Ends the window: its summaries by series. Conductor only.
    std::vector<summary> close_window();
    /// The open window of a series in a shard, to be sent to another process.
    const accumulator& open(std::uint32_t shard, std::uint32_t series) const {
        return open_[shard][series];
    }
    /// Replaces it by what another process has collected. Never twice at once for one shard.
    void load(std::uint32_t shard, std::uint32_t series, accumulator window) {
        window.read_as(scales_[series]);
        open_[shard][series] = std::move(window);
    }
    /// Over the whole run, as of the last closed window.
    std::vector<summary> totals() const;
    /// Of a series of words: how many values each of the first `words` had, as `totals`.
    std::vector<std::uint64_t> counts_by_word(std::uint32_t series, std::size_t words) const;
    /// Over the whole run including the open window: merges every shard.
    summary current(std::uint32_t series) const;

private:
    std::vector<sketch_scale> scales_;            ///< by series
    std::vector<std::vector<accumulator>> open_;  ///< by shard, by series
    std::vector<accumulator> total_;              ///< by series
};

}  // namespace muster
