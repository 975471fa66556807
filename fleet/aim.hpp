#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "fleet/behaviour.hpp"
#include "fleet/share.hpp"

namespace muster {

/// Whole-number or percentage amount of something.
struct amount {
    bool is_share = false;
    share part;
    std::uint64_t count = 0;
};

/// Who a thing acts on: `where` filters, `by` gathers what is left into clusters, `share` or
/// `count` takes some.
struct aim {
    condition who;               ///< empty: every device
    std::string by;              ///< tag or property; empty: single devices
    std::optional<amount> take;  ///< empty: all of them
    std::string
        draw;  ///< name that replaces the thing's path in the stable choice; empty: the path

    /// Not everybody for whom `who` holds is meant.
    bool chooses() const { return !by.empty() || take.has_value(); }
};

}  // namespace muster
