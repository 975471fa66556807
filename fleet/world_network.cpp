#include <algorithm>

#include "fleet/world.hpp"

/// What of a fleet's connectivity, and of the faults, makes its devices' network worth a look.
namespace muster {

void world::compile_network(compiled_fleet& f) {
    const auto& c = f.connectivity;
    const auto& all = scenario_.faults;
    const auto is_any = [&](auto... kinds) {
        return std::any_of(all.begin(), all.end(),
                           [&](const auto& fault) { return ((fault.kind == kinds) || ...); });
    };
    f.eventful_ways = c.latency || c.loss > share{0};
    measures_latency |= c.latency || is_any(fault_kind::slow, fault_kind::out_of_order);
    reconnects |= c.boot || c.reconnect || is_any(fault_kind::reboot_loop) ||
                  (scenario_.service && scenario_.service->connects);
    buffers |= c.buffer.has_value();
}

}  // namespace muster
