#pragma once

#include "actors/shard_directory.hpp"
#include "fleet/job_machine.hpp"
#include "fleet/scenario.hpp"

namespace muster {

/// A job's result with what only its legs know: why devices failed, and how long they took. Only at
/// a barrier; looks at every shard.
job_result job_summary(const scenario& about, const job_machine& machine, std::uint32_t job,
                       const shard_directory& shards);

}  // namespace muster
