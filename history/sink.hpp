#pragma once

#include <cstdint>

#include "fleet/reading_batch.hpp"

namespace muster {

/// Takes readings as they are generated: rollups, the digest, history, files. What leaves for a
/// network is a `link`. `consume` is called by the worker that owns the shard at that moment, never
/// twice at once for one shard, but for several shards at once: a sink keeps what it collects apart
/// by shard. `at_barrier` is called by the conductor while no shard runs, in step order.
class sink {
public:
    virtual ~sink() = default;
    virtual void consume(std::uint32_t shard, const reading_batch& batch) = 0;
    /// Messages that were consumed before as not sent, and leave their devices' buffers now; each
    /// has a note. Called as `consume` is, and only where the sink wants it.
    virtual void consume_late(std::uint32_t, const reading_batch&) {}
    virtual bool wants_late() const { return false; }
    /// All readings before `now` have been consumed.
    virtual void at_barrier(sim_time now) = 0;
    /// No more readings come. Errors of writing come as a text; empty: all is well.
    virtual const char* finish() { return ""; }
};

}  // namespace muster
