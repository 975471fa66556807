#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fleet/service_spec.hpp"

namespace muster {

/// What a service that is known by name takes, as its maker publishes it.
struct service_preset {
    std::string name;
    bool in_units = false;  ///< sold in units, each of which adds to the limits
    /// The limits with so many units.
    service_spec (*limits)(std::uint64_t units);
};

const std::vector<service_preset>& service_presets();

/// Null where there is none of this name.
const service_preset* find_service_preset(std::string_view name);

}  // namespace muster
