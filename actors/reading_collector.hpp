#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "history/sink.hpp"

namespace muster {

/// Keeps readings, apart by shard and in order, until they are sent to the process whose sinks want
/// them.
class reading_collector final : public sink {
public:
    struct batch {
        bool late = false;
        std::shared_ptr<reading_batch> readings;
    };

    explicit reading_collector(std::uint32_t shards) : kept_(shards) {}

    /// A step's last batch is often a small one: it is filled up with the next.
    void consume(std::uint32_t shard, const reading_batch& more) override {
        keep(shard, more, false);
    }
    void consume_late(std::uint32_t shard, const reading_batch& more) override {
        keep(shard, more, true);
    }
    bool wants_late() const override { return true; }
    void at_barrier(sim_time) override {}
    /// Between two visits.
    std::vector<batch> take(std::uint32_t shard) { return std::exchange(kept_[shard], {}); }

private:
    void keep(std::uint32_t shard, const reading_batch& more, bool late);

    std::vector<std::vector<batch>> kept_;  ///< by shard
};

}  // namespace muster
