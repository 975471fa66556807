#include "report/statistics.hpp"

#include <algorithm>
#include <cmath>

namespace muster::report {

namespace {

/// Square of the normal distribution's 97.5 % point, 1.959964.
constexpr double z_squared = 3.841458820694124;

}  // namespace

share_interval wilson_interval(std::uint64_t held, std::uint64_t of) {
    if (of == 0) return {};
    const auto n = static_cast<double>(of);
    const double p = static_cast<double>(held) / n;
    const double whole = 1 + z_squared / n;
    const double middle = (p + z_squared / (2 * n)) / whole;
    const double half = std::sqrt(z_squared * (p * (1 - p) / n + z_squared / (4 * n * n))) / whole;
    // Rounding must not take the ends away from where they are exactly.
    return {held == 0 ? 0 : std::max(0.0, middle - half),
            held == of ? 1 : std::min(1.0, middle + half)};
}

std::uint64_t seeds_to_be_sure_of(share part) {
    if (part.ppb >= share::whole) return 0;
    const double p = part.fraction();
    return static_cast<std::uint64_t>(std::ceil(z_squared * p / (1 - p)));
}

double nearest_rank(const std::vector<double>& ascending, double p) {
    const auto n = static_cast<double>(ascending.size());
    const auto rank = static_cast<std::size_t>(std::ceil(p * n - 1e-9));
    return ascending[std::clamp<std::size_t>(rank, 1, ascending.size()) - 1];
}

}  // namespace muster::report
