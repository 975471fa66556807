#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "fleet/cron.hpp"
#include "fleet/schedule_clock.hpp"
#include "fleet/time.hpp"

namespace muster {

/// When something recurs: on days of the calendar at a time of day, by the clocks of a time zone.
/// `docs/schedules.md` has the rules with their sources. A plain value.
struct schedule {
    enum class form : std::uint8_t { day, week, month, cron };
    form every = form::day;
    /// Every n-th day, week (from Monday on) or month, counted from the one that `begin` lies in.
    std::uint32_t interval = 1;
    duration at{};               ///< time of day; not of `cron`
    std::uint32_t weekdays = 0;  ///< of `week`: bit n for day n, Sunday is 0
    std::uint32_t month_days =
        0;                  ///< of `month`: bit n for day n; short months skip those they lack
    bool last_day = false;  ///< of `month`: its last day, whichever that is
    cron_expression cron;
    std::string zone;        ///< IANA name, which has to be one; empty: always `zone_offset`
    duration zone_offset{};  ///< without a `zone`
    calendar_time begin{};   ///< none before this
    std::optional<calendar_time> until;  ///< none after this
    std::optional<std::uint32_t> times;  ///< at most so many
};

/// A time that a schedule is for. `at` is its nominal instant, in UTC: two occurrences of one
/// schedule are the same where `at` is.
struct occurrence {
    std::uint32_t number = 0;  ///< from 1, counted from the schedule's begin
    calendar_time at{};

    bool operator==(const occurrence&) const = default;
};

/// Walks over the occurrences of a schedule that lie before `end`, in order.
class schedule_walk {
public:
    schedule_walk(const schedule& what, calendar_time end);

    /// The next one; empty where there is none any more.
    std::optional<occurrence> next();

private:
    std::optional<calendar_time> next_instant();
    bool takes(local_days day) const;

    schedule what_;
    calendar_time end_;
    schedule_clock clock_;
    std::vector<duration> times_;  ///< of each day
    local_days first_day_, day_, last_day_;
    bool day_taken_ = false;
    std::size_t slot_ = 0;  ///< in `times_`
    std::optional<calendar_time> last_;
    std::uint32_t number_ = 0;
};

/// The first occurrence after `after` that lies before `end`.
std::optional<occurrence> next_occurrence(const schedule& what, calendar_time after,
                                          calendar_time end);

}  // namespace muster
