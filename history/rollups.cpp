#include "history/rollups.hpp"

namespace muster {

rollups::rollups(std::uint32_t shards, const std::vector<sketch_scale>& scales)
    : scales_(scales),
      open_(shards, std::vector<accumulator>(scales.begin(), scales.end())),
      total_(scales.begin(), scales.end()) {}

void rollups::consume(std::uint32_t shard, const reading_batch& batch) {
    auto& series = open_[shard];
    for (std::size_t i = 0; i < batch.count; ++i)
        if (batch.value[i] == batch.value[i]) series[batch.series[i]].add(batch.value[i]);
}

std::vector<summary> rollups::close_window() {
    std::vector<summary> closed;
    closed.reserve(total_.size());
    for (std::size_t s = 0; s < total_.size(); ++s) {
        accumulator window;
        for (auto& shard : open_) {
            if (shard[s].count() == 0) continue;
            window.merge(shard[s]);
            shard[s].clear();
        }
        closed.push_back(window.summarize());
        total_[s].merge(window);
    }
    return closed;
}

std::vector<summary> rollups::totals() const {
    std::vector<summary> all;
    for (const auto& t : total_)
        all.push_back(t.summarize());
    return all;
}

std::vector<std::uint64_t> rollups::counts_by_word(std::uint32_t series, std::size_t words) const {
    std::vector<std::uint64_t> counts;
    for (std::uint32_t word = 0; word < words; ++word)
        counts.push_back(total_[series].count_of(word));
    return counts;
}

summary rollups::current(std::uint32_t series) const {
    accumulator all = total_[series];
    for (const auto& shard : open_)
        if (shard[series].count() > 0) all.merge(shard[series]);
    return all.summarize();
}

}  // namespace muster
