#include "models/energy_integral.hpp"

#include <algorithm>

#include "models/units.hpp"

namespace muster::models {
namespace {

constexpr double seconds_per_hour = 3600.0;

double factor_of(const signal_spec& signal) {
    const auto* known = unit_fits(signal.unit, signal.semantic) ? find_unit(signal.unit) : nullptr;
    return known ? known->factor : 1.0;
}

const signal_spec* only_power(const std::vector<signal_spec>& signals) {
    const signal_spec* found = nullptr;
    for (const auto& signal : signals) {
        if (signal.semantic != "Power" || !signal.component.empty()) continue;
        if (found) return nullptr;
        found = &signal;
    }
    return found;
}

}  // namespace

void integrate_power(std::vector<signal_spec>& signals) {
    const auto* power = only_power(signals);
    if (!power) return;
    for (auto& signal : signals) {
        const auto* counter = std::get_if<counter_signal>(&signal.shape);
        if (signal.semantic != "Energy" || !signal.component.empty() || !counter) continue;
        const double joules = factor_of(*power) * seconds_per_hour;
        signal.shape = integral_signal{power->name, joules / factor_of(signal), counter->from};
    }
}

}  // namespace muster::models
