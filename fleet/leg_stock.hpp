#pragma once

#include "fleet/mail.hpp"
#include "fleet/shard_state.hpp"

namespace muster {

/// How a leg stands, for a job that goes on: in `batch_sizes` eight numbers of devices for each
/// batch, and last for the targets in none: pending, dispatched, succeeded, failed, timed out,
/// cancelled, skipped, and those of the timed out that were never sent anything.
members_mail stock_of(const leg_state& leg);

}  // namespace muster
