#include "fleet/window.hpp"

#include <algorithm>
#include <array>

namespace muster {

duration window_width(duration length, duration step) {
    using std::chrono::seconds;
    static constexpr std::array widths{1,   2,   5,    10,   15,   30,    60,    120,  300,
                                       600, 900, 1800, 3600, 7200, 10800, 21600, 43200};
    const auto fits = [&](duration width) {
        return width >= step && width.count() % step.count() == 0 && width * 240 >= length;
    };
    for (const auto w : widths)
        if (fits(seconds(w))) return seconds(w);
    for (duration days = std::chrono::hours(24); days <= std::max(length, step); days *= 2)
        if (fits(days)) return days;
    return step * std::max<std::int64_t>(1, (length.count() - 1) / (240 * step.count()) + 1);
}

}  // namespace muster
