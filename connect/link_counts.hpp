#pragma once

#include <cstdint>

#include "fleet/time.hpp"

namespace muster {

/// What became of the messages for a link, and of its connections.
struct link_counts {
    std::uint64_t submitted = 0;  ///< messages given to the link's sender
    std::uint64_t acknowledged = 0;
    std::uint64_t refused = 0;  ///< by the peer, or since no connection could be made
    std::uint64_t lost = 0;     ///< sent, and nobody knows what became of them
    std::uint64_t skipped = 0;  ///< never sent: late, no room to wait, or the sending was aborted
    std::uint64_t waiting = 0;  ///< for a connection or a place in its window
    std::uint64_t in_flight = 0;
    std::uint64_t bytes = 0;  ///< of the messages that left

    std::uint64_t connections = 0;  ///< open now
    std::uint64_t connects = 0, connects_refused = 0;
    std::uint64_t given_up = 0;  ///< rounds of connects that all were refused
    std::uint64_t cuts = 0, downlinks = 0;
    duration lag_max{};  ///< longest time from a message's intended instant to its leaving

    /// Nothing is lost in silence. Holds at all times.
    bool adds_up() const {
        return submitted == acknowledged + refused + lost + skipped + waiting + in_flight;
    }
};

}  // namespace muster
