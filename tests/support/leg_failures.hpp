#pragma once

#include <optional>

#include "fleet/failure_kind.hpp"
#include "fleet/shard_state.hpp"

namespace muster::testing {

/// Devices of a leg, or of one batch of it, that failed in one of these ways: found in its sets,
/// not in anybody's counters.
inline std::uint64_t failed_in(const leg_state& leg, failure_set kinds,
                               std::optional<std::size_t> batch = {}) {
    std::uint64_t all = 0;
    const auto count = [&](failure_kind kind, slot_set who) {
        if (batch) who &= *batch < leg.batches.size() ? leg.batches[*batch] : slot_set();
        all += has(kinds, kind) ? who.size() : 0;
    };
    auto failed = leg.of(leg_outcome::failed);
    failed -= leg.rejected;
    count(failure_kind::failed, failed);
    count(failure_kind::rejected, leg.rejected);
    count(failure_kind::timed_out, leg.of(leg_outcome::timed_out));
    count(failure_kind::unreached, leg.of(leg_outcome::unreached));
    return all;
}

}  // namespace muster::testing
