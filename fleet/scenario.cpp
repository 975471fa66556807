#include "fleet/scenario.hpp"

#include <algorithm>

namespace muster {

const char* to_text(fault_kind kind) {
    static constexpr const char* words[] = {"offline", "power_off", "stuck", "drift", "spike", "crash"};
    return words[static_cast<std::size_t>(kind)];
}

std::uint64_t scenario::device_count() const {
    std::uint64_t total = 0;
    for (const auto& fleet : fleets)
        total += fleet.count;
    return total;
}

void scale_devices(scenario& s, std::uint64_t total) {
    std::vector<std::uint64_t> weights;
    for (const auto& fleet : s.fleets)
        weights.push_back(fleet.count);
    auto parts = split_by_largest_remainder(total, weights);
    // A fleet that rounds to nothing takes its one device from the largest.
    for (auto& part : parts) {
        if (part > 0) continue;
        auto largest = std::max_element(parts.begin(), parts.end());
        if (*largest < 2) break;
        --*largest;
        part = 1;
    }
    for (std::size_t i = 0; i < parts.size(); ++i)
        s.fleets[i].count = parts[i];
}

}  // namespace muster
