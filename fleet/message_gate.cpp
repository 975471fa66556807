#include "fleet/message_gate.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace muster {

message_gate::message_gate(const message_spec& spec, query::expression when,
                           const std::vector<std::uint32_t>& signals)
    : when_(std::move(when)),
      on_change_(spec.on_change),
      every_(spec.every),
      at_most_(spec.at_most),
      at_least_(spec.at_least) {
    for (const auto s : signals) {
        const auto named = std::find_if(spec.changes.begin(), spec.changes.end(),
                                        [s](const auto& c) { return c.signal == s; });
        least_.push_back(named != spec.changes.end() ? named->by
                         : spec.changes.empty()      ? 0
                                                     : std::numeric_limits<double>::quiet_NaN());
    }
}

bool message_gate::opens(sim_time now, sim_time last, std::span<const double> before,
                         std::span<const double> fresh, const query::row& device) const {
    const bool first = last == never;
    if (!first && now - last < at_most_) return false;
    if (at_least_ > duration{} && (first || now + every_ - last > at_least_)) return true;
    if (when_ && !when_.holds(device)) return false;
    return !on_change_ || moved(before, fresh);
}

bool message_gate::moved(std::span<const double> before, std::span<const double> fresh) const {
    for (std::size_t i = 0; i < fresh.size(); ++i) {
        if (std::isnan(least_[i]) || std::isnan(fresh[i])) continue;
        if (std::isnan(before[i])) return true;
        const double by = std::fabs(fresh[i] - before[i]);
        if (by > 0 && by >= least_[i]) return true;
    }
    return false;
}

}  // namespace muster
