#include "fleet/arrivals.hpp"

#include <algorithm>

namespace muster {

arrivals::arrivals(const std::vector<arrival_stage>& stages, std::uint64_t devices,
                   std::uint64_t key)
    : order_(devices, key) {
    sim_time begin{};
    std::uint64_t there = 0;
    for (const auto& s : stages) {
        const auto end = std::max(there, s.to.of(devices));
        stages_.push_back({begin, s.lasts, there, end});
        begin += s.lasts;
        there = end;
    }
}

sim_time arrivals::of(std::uint64_t ordinal) const {
    const auto place = order_(ordinal);
    const auto at = std::upper_bound(stages_.begin(), stages_.end(), place,
                                     [](std::uint64_t p, const stage& s) { return p < s.end; });
    if (at == stages_.end()) return never;
    const auto part =
        static_cast<uint128>(at->lasts.count()) * (place - at->first) / (at->end - at->first);
    return at->begin + duration(static_cast<std::int64_t>(part));
}

}  // namespace muster
