#pragma once

#include <cstdint>
#include <optional>

#include "fleet/query/expression.hpp"
#include "fleet/time.hpp"

namespace muster {

/// Who a thing acts on, bound.
struct compiled_aim {
    query::expression who;
    std::uint64_t draw = 0;             ///< key of the stable choice
    std::uint64_t key = 0;              ///< of its draws
    std::optional<query::field_id> by;  ///< of the clusters
    sim_time last_begin{};              ///< of a fault by the devices' clocks, on the last of them
};

}  // namespace muster
