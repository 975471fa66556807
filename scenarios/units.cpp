#include "scenarios/units.hpp"

#include <array>
#include <utility>

namespace muster {

namespace {

double prefix_factor(const std::string& unit) {
    static const std::array<std::pair<const char*, double>, 6> prefixes{{{"kilo", 1e3},
                                                                         {"mega", 1e6},
                                                                         {"giga", 1e9},
                                                                         {"milli", 1e-3},
                                                                         {"micro", 1e-6},
                                                                         {"nano", 1e-9}}};
    for (const auto& [word, factor] : prefixes)
        if (unit.compare(0, std::string(word).size(), word) == 0) return factor;
    return 1;
}

bool ends_with(const std::string& text, const std::string& end) {
    return text.size() >= end.size() &&
           text.compare(text.size() - end.size(), end.size(), end) == 0;
}

}  // namespace

double integral_scale(const std::string& unit, const std::string& total_unit) {
    if (unit.empty() || total_unit.empty()) return 1;
    double per_hour = 1;
    if (ends_with(unit, "PerSecond")) per_hour = 3600;
    if (ends_with(unit, "PerMinute")) per_hour = 60;
    if (ends_with(unit, "watt") && ends_with(total_unit, "joule")) per_hour = 3600;
    return prefix_factor(unit) * per_hour / prefix_factor(total_unit);
}

}  // namespace muster
