#pragma once

#include <functional>
#include <memory>
#include <mutex>

#include "actors/fleet_api.hpp"
#include "actors/shard_directory.hpp"

namespace muster {

/// One list over the shards of a run: asks shard after shard, and merges in shard order whatever
/// order the answers come in. Ends with the page full (unless all are to be counted), with the last
/// shard, or at the deadline; then the next page begins with the first shard that was not asked.
class list_round : public std::enable_shared_from_this<list_round> {
public:
    using completion = std::function<void(list_answer)>;

    /// Requires a limit above 0. `expired` is asked between two shards.
    list_round(list_request request, query::expression who, list_place from,
               std::function<bool()> expired, completion done);

    /// At a barrier, on the conductor's thread.
    void run(const shard_directory& shards, sim_time now);

private:
    void ask(const shard_port& port, std::uint32_t shard, sim_time now);
    void take(std::uint32_t shard, std::uint64_t devices, device_answer part);
    void cut_at(list_place where);
    bool enough() const;
    void answered();
    void merge(std::uint32_t shard, const device_answer& part);

    const list_request request_;
    const query::expression who_;
    const list_place from_;
    const std::function<bool()> expired_;
    const completion done_;

    mutable std::mutex mutex_;  ///< of what follows
    list_answer answer_;
    std::map<std::uint32_t, device_answer> parts_;  ///< by shard
    std::optional<list_place> unasked_;             ///< where the round was cut, if it was
    std::size_t found_ = 0;
    std::size_t outstanding_ = 1;  ///< answers, and the round itself while it asks
};

}  // namespace muster
