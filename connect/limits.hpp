#pragma once

#include <cstddef>
#include <cstdint>

#include "fleet/time.hpp"

/// Bounds of what leaves for a network; each can be set otherwise where it is used.
namespace muster::link_limits {

/// Messages in flight on one connection.
inline constexpr std::uint32_t window = 100;
/// Messages, and their bytes, that wait for a connection or a place in its window, over all
/// connections.
inline constexpr std::size_t waiting_messages = 1'000'000;
inline constexpr std::size_t waiting_bytes = std::size_t{256} << 20;
/// Connections of one link.
inline constexpr std::uint64_t connections = 10'000'000;
/// From this much after its intended instant on a message is late.
inline constexpr duration late_after = std::chrono::seconds(1);
/// Virtual time after the run's end for answers that are still out.
inline constexpr duration drain = std::chrono::seconds(60);

inline constexpr std::uint32_t connect_attempts = 10;
inline constexpr duration reconnect_first = std::chrono::seconds(1);
inline constexpr duration reconnect_most = std::chrono::seconds(60);
/// No retry comes sooner, however small the draw.
inline constexpr duration reconnect_least = std::chrono::milliseconds(10);

}  // namespace muster::link_limits
