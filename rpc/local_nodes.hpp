#pragma once

#include <memory>
#include <string>
#include <vector>

#include "actors/shard_host.hpp"
#include "fleet/world.hpp"
#include "rpc/hello.hpp"

namespace muster {

/// How nodes are started on this machine.
struct node_plan {
    unsigned nodes = 1;
    std::vector<std::string> arguments;  ///< of the program, from its name on
    node_identity identity;
    host_wishes wishes;  ///< of each; their shards are dealt here
};

/// Node processes on this machine that have the shards of one run.
class local_nodes {
public:
    virtual ~local_nodes() = default;

    /// Starts them and waits until all have said hello. Throws std::runtime_error that names the
    /// node and what is wrong.
    static std::unique_ptr<local_nodes> start(std::shared_ptr<const world> w,
                                              const node_plan& plan);

    /// They live as long as this.
    virtual std::vector<shard_host*> hosts() const = 0;
    /// Hangs up and waits for the nodes to end, which they do at once. The hosts are gone then.
    virtual void end() = 0;
    /// Sum over the nodes of the largest resident set; after `end`.
    virtual std::uint64_t peak_resident_bytes() const = 0;
};

}  // namespace muster
