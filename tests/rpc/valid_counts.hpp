#pragma once

#include <cstdint>

#include "fleet/cause_counts.hpp"
#include "fleet/change.hpp"

namespace muster::testing {

/// Keeps random counts within what every world has: two attributes, and places of values that are
/// there.
inline void make_valid_counts(cause_counts& x) {
    if (x.attributes.size() > 2) x.attributes.resize(2);
    if (x.attributes.empty()) x.pairs.clear();
    for (auto& pair : x.pairs) {
        pair.first = pair.second = 0;
        const auto values = static_cast<std::uint32_t>(x.attributes[0].values.size());
        if (values == 0) pair.cells.clear();
        for (auto& cell : pair.cells)
            cell.first %= values, cell.second %= values;
    }
}

/// As many instants as there are devices, or none; `shift` makes numbers of one, two and four
/// bytes.
inline void make_valid_instants(leg_change& x, std::uint64_t shift) {
    if (!x.later.empty()) x.later.resize(x.devices.size());
    for (auto& ms : x.later)
        ms >>= shift;
}

}  // namespace muster::testing
