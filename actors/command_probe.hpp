#pragma once

#include <cstddef>
#include <cstdint>

namespace muster {

/// Hears when jobs send their command, in wall time: for benches. Called on workers, of several
/// shards at once.
class command_probe {
public:
    virtual ~command_probe() = default;
    /// The shard sends to so many devices now.
    virtual void sending(std::uint32_t shard, std::size_t devices) = 0;
    /// A device has its turn.
    virtual void arrived(std::uint32_t shard) = 0;
};

}  // namespace muster
