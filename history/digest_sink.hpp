#pragma once

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "fleet/hash.hpp"
#include "history/sink.hpp"

namespace muster {

/// The order-free 128-bit sum of hashes over all generated readings (device, signal, tick, time,
/// value bits). A signal is known by its path, so that the order of names in a scenario does not
/// reach the digest.
class digest_sink final : public sink {
public:
    /// `series_keys` by series.
    digest_sink(std::uint32_t shards, std::vector<std::uint64_t> series_keys)
        : series_keys_(std::move(series_keys)), sums_(shards) {}

    void consume(std::uint32_t shard, const reading_batch& batch) override {
        hash_sum sum = sums_[shard].sum;
        for (std::size_t i = 0; i < batch.count; ++i)
            sum.add(batch.key[i], series_keys_[batch.series[i]] + batch.tick[i],
                    static_cast<std::uint64_t>(batch.at[i].count()), value_bits(batch.value[i]));
        sums_[shard].sum = sum;
    }
    void at_barrier(sim_time) override {}

    /// What another process has summed up counts as this shard's.
    void load(std::uint32_t shard, const hash_sum& sum) { sums_[shard].sum = sum; }

    hash_sum sum() const {
        hash_sum all;
        for (const auto& s : sums_)
            all.add(s.sum);
        return all;
    }
    std::array<std::uint64_t, 2> total() const { return sum().words(); }

private:
    // A cache line each: two workers add to neighbouring shards at once.
    struct alignas(64) slot_sum {
        hash_sum sum;
    };
    std::vector<std::uint64_t> series_keys_;
    std::vector<slot_sum> sums_;
};

}  // namespace muster
