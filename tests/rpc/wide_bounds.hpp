#pragma once

#include "rpc/wire.hpp"

namespace muster::testing {

/// Bounds that random numbers keep within, but for those that `make_valid` sets.
inline wire_bounds wide_bounds(const world& w) {
    wire_bounds b(w);
    b.shards = 1'000;
    b.controls_end = 2'000;
    b.templates = b.faults = b.rules = b.jobs = b.series = b.populations = b.counters = b.logged =
        0xffffffffU;
    b.devices = 1ULL << 33;
    return b;
}

}  // namespace muster::testing
