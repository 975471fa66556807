#include "fleet/time_zone.hpp"

#include <date/tz.h>

#include <stdexcept>

namespace muster {

std::optional<std::vector<zone_offset>> zone_offsets(const std::string& name, calendar_time start,
                                                     duration length) {
    try {
        const auto* zone = date::locate_zone(name);
        std::vector<zone_offset> offsets;
        auto at = std::chrono::floor<std::chrono::seconds>(start);
        const auto end = start + length;
        while (offsets.empty() || at < end) {
            const auto info = zone->get_info(at);
            offsets.push_back({offsets.empty() ? sim_time::min() : at - start, info.offset});
            at = info.end;
        }
        return offsets;
    } catch (const std::runtime_error&) {  // the library's word for an unknown name
        return std::nullopt;
    }
}

duration offset_at(const std::vector<zone_offset>& offsets, sim_time at) {
    std::size_t i = offsets.size() - 1;
    while (i > 0 && offsets[i].from > at)
        --i;
    return offsets[i].offset;
}

duration local_time_of_day(calendar_time start, duration offset, sim_time at) {
    constexpr std::int64_t day = 86'400'000'000;
    const auto local = (start.time_since_epoch() + offset + at).count();
    return duration((local % day + day) % day);
}

}  // namespace muster
