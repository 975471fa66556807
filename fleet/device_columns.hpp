#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fleet/device_names.hpp"

namespace muster {

/// A name of conditions over devices as a value that is written down of each device.
struct device_column {
    std::vector<std::string> path;  ///< keys of the objects that it lies in: `jobs`, `fw`, `state`
    std::string name;               ///< what conditions call it: `jobs.fw.state`
    value_kind kind = value_kind::number;
    std::vector<std::string> words = {};      ///< the only texts it takes; empty: any
    std::optional<std::uint32_t> group = {};  ///< of a group: index into the scenario's groups
};

/// All that a condition over the devices of a scenario can name, parallel to `device_names::all()`.
std::vector<device_column> device_columns(const scenario& s, const device_names& names);

}  // namespace muster
