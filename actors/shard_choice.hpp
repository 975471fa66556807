#pragma once

#include <cstdint>

#include "fleet/compiled_aim.hpp"
#include "fleet/shard_columns.hpp"

namespace muster {

/// The stable choice: a hash of (seed, path of the thing, device or cluster). `row` is aimed at the
/// device, and it has the value that makes the clusters.
std::uint64_t choice_hash(const compiled_aim& a, const device_row& row, std::uint64_t device);

}  // namespace muster
