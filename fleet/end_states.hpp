#pragma once

#include "fleet/hash.hpp"
#include "fleet/shard_columns.hpp"

namespace muster {

/// Order-free hash of the end states of a shard's devices, for the digest: last values, numbers of
/// messages, properties with what was wanted of them, tags, flags, outcomes of jobs.
hash_sum hash_of_end_states(const world& w, const shard_columns& columns, const shard_state& state);

}  // namespace muster
