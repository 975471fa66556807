#include "fleet/clock_time.hpp"

namespace muster {

sim_time first_at_clock(const std::vector<zone_offset>& offsets, calendar_time start,
                        duration time_of_day, sim_time from) {
    constexpr duration day = std::chrono::hours(24);
    const auto offset = offset_at(offsets, from);
    const auto first = from + (time_of_day - local_time_of_day(start, offset, from) + day) % day;
    for (auto at = first; at <= first + day; at += day) {
        // By the offset in force then, which a change of the clocks on the way may have altered.
        const auto moved = at + offset - offset_at(offsets, at);
        if (moved >= from &&
            local_time_of_day(start, offset_at(offsets, moved), moved) == time_of_day)
            return moved;
    }
    return first + day;
}

}  // namespace muster
