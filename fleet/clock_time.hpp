#pragma once

#include <vector>

#include "fleet/time_zone.hpp"

namespace muster {

/// The first instant from `from` on at which it is this time of day by these offsets; a day later
/// where the clocks of the first day jump over it.
sim_time first_at_clock(const std::vector<zone_offset>& offsets, calendar_time start,
                        duration time_of_day, sim_time from = {});

}  // namespace muster
