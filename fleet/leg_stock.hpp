#pragma once

#include "fleet/mail.hpp"
#include "fleet/shard_state.hpp"

namespace muster {

/// How a leg stands, for a job that goes on: in `batch_sizes` its devices by outcome, for each
/// batch, and last for the targets in none.
members_mail stock_of(const leg_state& leg);

}  // namespace muster
