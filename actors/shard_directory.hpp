#pragma once

#include <vector>

#include "actors/interfaces.hpp"
#include "actors/shard_port.hpp"

namespace muster {

/// Where the shards of a run are and who runs them between two barriers: the conductor and the
/// facade reach shards through it alone. At first shards are dealt to the workers in turn, later by
/// what they cost; nothing may depend on which. The conductor's.
class shard_directory {
public:
    /// The ports have to outlive the directory; by shard. A null one is somebody else's, never to
    /// be dealt.
    explicit shard_directory(std::vector<shard_port*> ports);

    std::uint32_t size() const { return static_cast<std::uint32_t>(ports_.size()); }
    shard_port& at(std::uint32_t shard) const { return *ports_[shard]; }
    const std::vector<shard_port*>& ports() const { return ports_; }

    /// For all shards that are in no other process.
    void hire(worker_actor worker);
    /// For the shards of another process: nobody else gets them, and it gets no others.
    void hire(host_worker_actor worker, const std::vector<std::uint32_t>& shards);
    const std::vector<worker_actor>& workers() const { return workers_; }
    /// Those of them that stand for other processes.
    const std::vector<host_worker_actor>& host_workers() const { return host_workers_; }

    struct task {
        worker_actor worker;
        std::vector<std::uint32_t> shards;  ///< ascending
    };
    /// Who runs which of these shards, given in ascending order; nobody gets an empty task.
    std::vector<task> deal(const std::vector<std::uint32_t>& due);
    std::vector<task> deal_all();

    /// A visit of a shard cost so many turns.
    void charge(std::uint32_t shard, std::uint64_t turns) { cost_[shard] += turns; }

private:
    void deal_anew();

    std::vector<shard_port*> ports_;
    std::vector<worker_actor> workers_;
    std::vector<host_worker_actor> host_workers_;
    std::vector<std::uint32_t> dealt_to_;   ///< indexes of workers of this process
    std::vector<bool> settled_;             ///< by shard: it stays with its worker
    std::vector<std::uint32_t> worker_of_;  ///< by shard
    std::vector<std::uint64_t> cost_;       ///< by shard, since the last deal
    std::uint32_t deals_ = 0;
};

}  // namespace muster
