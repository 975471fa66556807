#pragma once

#include <functional>
#include <memory>
#include <string>

#include "actors/shard_host.hpp"
#include "fleet/world.hpp"
#include "rpc/hello.hpp"

namespace muster {

class event_loop;

/// A node at the other end of a socket.
class remote_host : public shard_host {
public:
    /// Sends the hello. `opened` is called once, on the loop's thread, with what is wrong; empty:
    /// calls may come. The socket becomes its own. `name` is how people know the node. `why_gone`
    /// says what became of the other end when the connection is; it may take a while.
    static std::unique_ptr<remote_host> connect(event_loop& loop, int socket, std::string name,
                                                std::shared_ptr<const world> w,
                                                const node_identity& me, const host_wishes& wishes,
                                                std::function<std::string()> why_gone,
                                                std::function<void(std::string)> opened);
};

}  // namespace muster
