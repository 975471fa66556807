#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "fleet/time.hpp"

namespace muster {

/// What clocks on a wall show: date and time of day, without a zone.
using local_time = std::chrono::local_time<std::chrono::microseconds>;
using std::chrono::local_days;

/// The clocks of a time zone over a stretch of the calendar, and back from what they show to
/// instants. Asked in ascending order.
class schedule_clock {
public:
    /// Requires `zone` to be an IANA name, or to be empty: then it is always `offset`.
    schedule_clock(const std::string& zone, duration offset, calendar_time from, calendar_time to);

    /// What the clocks show at `at`.
    local_time local(calendar_time at) const;

    /// The first instant at which the clocks show `shown` or more. Where they jump over it, that is
    /// the instant after the jump; where they show it twice, the first of the two. Requires that
    /// `shown` does not go back from call to call.
    calendar_time first_at(local_time shown);

    /// The stretch with one offset from UTC in which `next_period` left off.
    struct period {
        calendar_time begin, end;
        duration offset;
    };
    period current() const;
    /// Goes on to the next stretch; false where there is none.
    bool next_period();

private:
    struct change {
        calendar_time from;
        duration offset;
    };
    std::vector<change> changes_;  ///< never empty; the first holds from the beginning of time
    std::size_t index_ = 0;
};

}  // namespace muster
