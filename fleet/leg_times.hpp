#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "fleet/slot_set.hpp"
#include "fleet/time.hpp"

namespace muster {

/// The millisecond that an instant lies in.
constexpr sim_time whole_milliseconds(sim_time at) {
    return at / 1000 * 1000;
}

/// A span in four bytes: in milliseconds up to 24 days, in seconds beyond; 68 years at most.
/// Requires that it is not negative.
std::uint32_t short_span(duration span);
duration long_span(std::uint32_t span);

/// When devices did something, collected in any order.
using device_instants = std::vector<std::pair<slot, sim_time>>;

/// When each target of a leg was sent the command, when it came to its end, or may be sent it
/// again, and how often it was sent it. Eight bytes a target once something was sent, nine where
/// one was sent it twice. Kept in the order of the targets, to the millisecond.
class leg_times {
public:
    /// What is known of one device.
    struct entry {
        std::uint32_t attempts = 0;  ///< how often it was sent the command; 255: at least
        std::optional<sim_time> sent, ended;
        bool operator==(const entry&) const = default;
    };

    void begin(sim_time at) { begin_ = whole_milliseconds(at); }
    /// `who` are some of the targets; all at `at`.
    void send(const slot_set& targets, const slot_set& who, sim_time at);
    /// `later` as in `leg_change`.
    void end(const slot_set& targets, const slot_set& who, sim_time at,
             const std::vector<std::uint32_t>& later);
    /// There are more targets than before.
    void widen(const slot_set& before, const slot_set& targets);
    /// Of the target of this rank, from 0.
    entry at(std::size_t rank) const;
    std::size_t bytes() const;
    bool operator==(const leg_times&) const = default;

private:
    static constexpr std::uint32_t none = 0xffffffffU;

    std::uint32_t since_begin(sim_time at) const;

    sim_time begin_{};
    std::vector<std::uint32_t> sent_, ended_;  ///< by rank, as short spans since the begin
    std::vector<std::uint8_t> attempts_;       ///< by rank; empty: nobody was sent it twice
};

}  // namespace muster
