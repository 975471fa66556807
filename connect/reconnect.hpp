#pragma once

#include <algorithm>
#include <cstdint>

#include "connect/limits.hpp"

namespace muster {

/// When to try a connection again: `first`, doubled with each attempt up to `most`, of which a
/// random part between nothing and all is taken, so that connections that broke together don't
/// return together.
struct reconnect_policy {
    std::uint32_t attempts = link_limits::connect_attempts;  ///< in a row before giving up
    duration first = link_limits::reconnect_first;
    duration most = link_limits::reconnect_most;

    /// Span before attempt `n` (1: the first retry), with `u` in (0, 1).
    duration pause(std::uint32_t n, double u) const {
        auto longest = std::min(first, most);
        for (std::uint32_t i = 1; i < n && longest < most; ++i)
            longest = std::min(longest * 2, most);
        const auto drawn = static_cast<std::int64_t>(u * static_cast<double>(longest.count()));
        return std::max(duration(drawn), link_limits::reconnect_least);
    }
};

}  // namespace muster
