#pragma once

#include "fleet/mail.hpp"
#include "fleet/shard_state.hpp"

namespace muster {

/// Numbers that the stock of a batch has: its devices by outcome, and those who rejected it.
inline constexpr std::size_t stock_figures = leg_outcomes + 1;

/// How a leg stands, for a job that goes on: in `batch_sizes` the stock of each batch, and last of
/// the targets in none.
members_mail stock_of(const leg_state& leg);

}  // namespace muster
