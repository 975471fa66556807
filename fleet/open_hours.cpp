#include "fleet/open_hours.hpp"

#include <algorithm>
#include <utility>

#include "fleet/clock_time.hpp"

namespace muster {

open_hours::open_hours(const daily_window& window, std::vector<std::vector<zone_offset>> zones,
                       calendar_time start)
    : window_(window), zones_(std::move(zones)), start_(start) {}

bool open_hours::is_open(const daily_window& window, const std::vector<zone_offset>& zone,
                         calendar_time start, sim_time at) {
    const auto time = local_time_of_day(start, offset_at(zone, at), at);
    if (window.from < window.to) return window.from <= time && time < window.to;
    return window.from <= time || time < window.to;
}

bool open_hours::any_open(sim_time at) const {
    return std::any_of(zones_.begin(), zones_.end(),
                       [&](const auto& zone) { return is_open(window_, zone, start_, at); });
}

sim_time open_hours::next_edge(sim_time at) const {
    auto next = never;
    for (const auto& zone : zones_) {
        for (const auto end : {window_.from, window_.to})
            next = std::min(next, first_at_clock(zone, start_, end, at + duration(1)));
        for (const auto& set : zone)
            if (set.from > at) next = std::min(next, set.from);
    }
    return next;
}

sim_time open_hours::after(sim_time from, duration open) const {
    // A window of moments would take years: then the time is as good as not limited.
    for (int edges = 0; edges < 5'000; ++edges) {
        const auto edge = next_edge(from);
        const bool here = any_open(from);
        if (edge == never || (here && edge - from >= open)) return from + open;
        if (here) open -= edge - from;
        from = edge;
    }
    return from + open;
}

}  // namespace muster
