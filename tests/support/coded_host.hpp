#pragma once

#include <memory>

#include "actors/shard_host.hpp"
#include "fleet/world.hpp"

namespace muster::testing {

/// A host of this process that is reached as one of another process is: every call and every answer
/// goes through the codec of the wire and back, answers in small parts. What the codec refuses is
/// the failure of the answer. Calls have to be over when it is destroyed.
std::unique_ptr<shard_host> open_coded_host(std::shared_ptr<const world> w,
                                            const host_wishes& wishes);

}  // namespace muster::testing
