#pragma once

#include <memory>

#include "fleet/world.hpp"
#include "rpc/hello.hpp"

namespace muster {

/// Serves one connection, a socket that this takes, until the other end is gone. Shards are made
/// when the hello has been found right.
void serve_node(int socket, std::shared_ptr<const world> w, const node_identity& me);

}  // namespace muster
