#include "fleet/back_off.hpp"

#include <algorithm>

namespace muster {

duration back_off::pause(std::uint32_t failures, double unit) const {
    double longest = static_cast<double>(first.count());
    const auto limit = static_cast<double>(most.count());
    for (std::uint32_t n = 1; n < failures && longest < limit; ++n)
        longest *= factor;
    longest = std::min(longest, limit);
    const double part = full_jitter ? unit : 1.0;
    return std::max(duration(1), duration(static_cast<std::int64_t>(part * longest)));
}

}  // namespace muster
