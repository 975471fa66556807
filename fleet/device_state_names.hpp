#pragma once

#include <array>

#include "fleet/shard_columns.hpp"

namespace muster {

/// What states of devices are called in metrics, in the order of `device_state`.
inline constexpr std::array<const char*, device_states_count> device_state_names{
    "online", "offline", "crashed", "quarantined", "asleep", "empty"};

}  // namespace muster
