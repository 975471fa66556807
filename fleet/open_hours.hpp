#pragma once

#include <string>
#include <vector>

#include "fleet/time_zone.hpp"

namespace muster {

/// Hours of every day. `to` before `from` goes over midnight.
struct daily_window {
    duration from{}, to{};   ///< since midnight; never equal
    std::string zone;        ///< IANA name; empty: that of the scenario's start
    bool of_device = false;  ///< by each device's own clock, in place of `zone`
    bool operator==(const daily_window&) const = default;
};

/// When a window is open by the clocks of one or many zones. Pure.
class open_hours {
public:
    /// `zones` are all that matter, each as `time_zone.hpp` has them.
    open_hours(const daily_window& window, std::vector<std::vector<zone_offset>> zones,
               calendar_time start);

    /// Whether it is open at an instant by these offsets.
    static bool is_open(const daily_window& window, const std::vector<zone_offset>& zone,
                        calendar_time start, sim_time at);
    /// In some of the zones.
    bool any_open(sim_time at) const;
    /// The first instant after `at` at which it may open or close somewhere: also where clocks are
    /// set, since that may jump over either end.
    sim_time next_edge(sim_time at) const;
    /// When so much time has passed in which it was open somewhere.
    sim_time after(sim_time from, duration open) const;

private:
    daily_window window_;
    std::vector<std::vector<zone_offset>> zones_;
    calendar_time start_;
};

}  // namespace muster
