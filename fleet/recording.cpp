#include "fleet/recording.hpp"

#include <algorithm>

namespace muster {

double recording::at(duration at, bool loop) const {
    if (loop) at = duration(at.count() % length.count());
    const auto after = std::upper_bound(times.begin(), times.end(), at);
    return values[static_cast<std::size_t>(after - times.begin()) - 1];
}

}  // namespace muster
