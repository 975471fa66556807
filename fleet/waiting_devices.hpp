#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace muster {

/// Devices of one batch that wait for permits, by shard, as the legs reported them. Summed up,
/// since most batches of a long job have none at most barriers.
class waiting_devices {
public:
    explicit waiting_devices(std::uint32_t shards = 0) : by_shard_(shards) {}

    std::uint64_t all() const { return all_; }
    void set(std::uint32_t shard, std::uint64_t devices) {
        all_ += devices - by_shard_[shard];
        by_shard_[shard] = devices;
    }
    /// Deals permits out shard after shard from `first` on. Calls `use` with a shard and how many
    /// it gets. Returns how many found somebody; the legs report anew at the end of the step.
    template <class Use>
    std::uint64_t deal(std::size_t first, std::uint64_t permits, const Use& use) {
        std::uint64_t dealt = 0;
        for (std::size_t i = 0; all_ > 0 && i < by_shard_.size() && dealt < permits; ++i) {
            const auto shard = static_cast<std::uint32_t>((first + i) % by_shard_.size());
            const auto given = std::min(permits - dealt, by_shard_[shard]);
            if (given == 0) continue;
            dealt += given;
            set(shard, by_shard_[shard] - given);
            use(shard, given);
        }
        return dealt;
    }

private:
    std::vector<std::uint64_t> by_shard_;
    std::uint64_t all_ = 0;
};

}  // namespace muster
