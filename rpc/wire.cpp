#include "rpc/wire.hpp"

#include "fleet/counters.hpp"

namespace muster {

wire_bounds::wire_bounds(const world& the_world)
    : w(&the_world),
      shards(w->shards()),
      controls_end(shards + 1 + static_cast<std::uint32_t>(w->source().templates.size()) +
                   static_cast<std::uint32_t>(w->source().jobs.size()) + 1),
      templates(static_cast<std::uint32_t>(w->source().templates.size())),
      faults(static_cast<std::uint32_t>(w->faults.size())),
      rules(static_cast<std::uint32_t>(w->rules.size())),
      jobs(static_cast<std::uint32_t>(w->source().jobs.size())),
      series(static_cast<std::uint32_t>(w->series_key.size())),
      populations(static_cast<std::uint32_t>(w->populations.size())),
      counters(counter_layout(*w).size()),
      logged(counters),
      devices(w->device_count) {
    for (const auto& rule : w->cluster_rules)
        logged += rule.figures();
}

std::uint32_t checked(std::uint64_t index, std::uint64_t end, const char* what) {
    if (index >= end)
        throw wire_error("a message names " + std::string(what) + " " + std::to_string(index) +
                         ", but there are only " + std::to_string(end));
    return static_cast<std::uint32_t>(index);
}

}  // namespace muster
