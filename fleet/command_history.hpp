#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "fleet/command_record.hpp"

namespace muster {

/// The commands that a shard's devices were told outside of jobs, the last of them: of more than
/// `capacity` the oldest one that is over is forgotten, and with it its id.
class command_history {
public:
    static constexpr std::size_t capacity = 1'000;

    /// Enters a record or replaces the one of its number.
    void put(const command_record& record);

    const command_record* find(std::uint64_t number) const;
    /// By the id of the invocation on the device.
    const command_record* find(slot device, const std::string& id) const;
    /// A device's, the newest first.
    std::vector<const command_record*> of(slot device) const;
    /// Those that are not over, oldest first; of one device.
    std::vector<std::uint64_t> open(slot device) const;
    /// Full of commands that are not over: there is no room for another.
    bool full() const;

    bool operator==(const command_history&) const = default;

private:
    void forget_one();

    std::map<std::uint64_t, command_record> records_;  ///< by number: the oldest first
    std::map<std::pair<slot, std::string>, std::uint64_t> numbers_;
    std::size_t open_ = 0;
};

}  // namespace muster
