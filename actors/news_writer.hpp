#pragma once

#include <memory>
#include <vector>

#include "actors/local_shards.hpp"
#include "actors/reading_collector.hpp"
#include "actors/shard_host.hpp"
#include "history/digest_sink.hpp"
#include "history/rollups.hpp"

namespace muster {

/// Puts into words what the conductor of another process will read of the shards of this one.
/// Between two visits; remembers what has been said.
class news_writer {
public:
    /// What has to be collected to be told. The sinks are the shards'.
    struct sources {
        rollups* rolled = nullptr;
        digest_sink* digest = nullptr;
        reading_collector* readings = nullptr;  ///< null: nobody wants them
    };

    news_writer(const world& w, const local_shards& shards, sources from)
        : world_(w), shards_(shards), from_(from), said_(w.shards()) {}

    /// What has happened in a shard since the last call.
    void tell(std::uint32_t shard, std::vector<shard_news>& to);
    /// What a look asks for, of all of these shards.
    void look(const look_call& what, const std::vector<std::uint32_t>& shards,
              std::vector<shard_news>& to);

private:
    void tell_counters(std::uint32_t shard, const counter_row& now, std::vector<shard_news>& to);
    void look_at_series(const std::vector<std::uint32_t>& shards, std::vector<shard_news>& to);
    void look_at_jobs(std::uint32_t shard, std::vector<shard_news>& to);
    void look_at_causes(std::uint32_t job, const std::vector<std::uint32_t>& shards,
                        std::vector<shard_news>& to);
    void look_at_targets(const target_question& what, std::uint32_t shard,
                         std::vector<shard_news>& to);
    void look_at_faults(std::uint32_t shard, std::vector<shard_news>& to);
    void look_at_ways(std::uint32_t shard, std::vector<shard_news>& to);
    void count_populations(std::uint32_t shard, sim_time at, std::vector<shard_news>& to);

    const world& world_;
    const local_shards& shards_;
    sources from_;
    std::vector<counter_row> said_;  ///< by shard
};

}  // namespace muster
