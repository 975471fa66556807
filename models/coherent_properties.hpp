#pragma once

#include <span>
#include <vector>

#include "fleet/device_template.hpp"
#include "models/flatten.hpp"

namespace muster::models {

/// The telemetry and the properties of one component, each with what its model says: the leaves
/// stand in the order of the specs made of them.
struct component_values {
    const std::vector<leaf>& measured;
    std::span<signal_spec> signals;
    const std::vector<leaf>& kept;
    std::span<property_spec> properties;
};

/// Lets them agree: a number that is measured approaches the writable one that is its target
/// (`targetTemperature`, `setpoint`), and that one begins at an unremarkable value of it; reported
/// minima, means and maxima of it (`maxTempSinceLastReboot`) begin below, within and above its
/// plausible values. What a model gives an `initialValue` keeps it, and its bounds hold.
void make_coherent(const component_values& values);

}  // namespace muster::models
