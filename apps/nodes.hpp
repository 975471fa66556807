#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "apps/options.hpp"
#include "fleet/diagnostic.hpp"
#include "fleet/world.hpp"
#include "rpc/local_nodes.hpp"

namespace muster::app {

/// Worker threads of each process that has devices.
unsigned workers_of_each(const options& given);

/// What a node and the process that starts it have to agree on.
node_identity identity_of(const world& w);

/// Why nodes can't have this scenario, where they can't.
std::optional<diagnostic> why_no_nodes(const options& given);

/// Starts the nodes that the options ask for. Throws std::runtime_error that says what is wrong.
std::unique_ptr<local_nodes> start_nodes(const options& given, const scenario& s, unsigned workers,
                                         bool readings);

}  // namespace muster::app
