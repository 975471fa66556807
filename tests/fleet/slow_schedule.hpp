#pragma once

#include <string>
#include <vector>

#include "fleet/schedule.hpp"

namespace muster::testing {

/// What a schedule is for, found by watching a clock on the wall minute by minute: slow, and too
/// simple to be wrong. Requires whole minutes, and numbers for names in a cron expression.
std::vector<calendar_time> watched_clock(const schedule& what, calendar_time end);

}  // namespace muster::testing
