#pragma once

#include "fleet/reading_batch.hpp"

namespace muster::testing {

/// One reading, with values that differ from field to field.
struct one_reading {
    std::uint64_t key = 11;
    std::uint32_t series = 2, tick = 3;
    sim_time at{4};
    double value = 5;
};

inline void add(reading_batch& batch, const one_reading& r) {
    const auto i = batch.count++;
    batch.key[i] = r.key;
    batch.ordinal[i] = 0;
    batch.fleet[i] = batch.message[i] = 0;
    batch.series[i] = r.series;
    batch.tick[i] = r.tick;
    batch.at[i] = r.at;
    batch.value[i] = r.value;
    batch.sent[i] = true;
}

template <class... Readings>
reading_batch batch_of(const Readings&... readings) {
    reading_batch batch;
    (add(batch, readings), ...);
    return batch;
}

}  // namespace muster::testing
