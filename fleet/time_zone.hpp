#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fleet/time.hpp"

namespace muster {

/// The offset from UTC that holds from an instant of virtual time on.
struct zone_offset {
    sim_time from{};
    duration offset{};
};

/// The offsets of an IANA zone over `length` of virtual time from `start`; the first holds from
/// before the start. Empty result for an unknown zone. From the system's tzdata through Howard
/// Hinnant's date library.
std::optional<std::vector<zone_offset>> zone_offsets(const std::string& name, calendar_time start,
                                                     duration length);

/// The offset in force at `at`; requires at least one entry, ascending.
duration offset_at(const std::vector<zone_offset>& offsets, sim_time at);

/// Time of day (since local midnight) at `at`.
duration local_time_of_day(calendar_time start, duration offset, sim_time at);

}  // namespace muster
