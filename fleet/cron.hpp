#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fleet/query/problem.hpp"
#include "fleet/time.hpp"

namespace muster {

/// The five fields of a cron expression, as sets: minute, hour, day of the month, month, day of the
/// week. Bit n of a set stands for the number n; Sunday is 0.
struct cron_expression {
    std::string text;  ///< as written
    std::uint64_t minutes = 0;
    std::uint32_t hours = 0;
    std::uint32_t month_days = 0;
    bool last_day = false;  ///< `L`: the last day of the month
    std::uint32_t months = 0;
    std::uint32_t weekdays = 0;
    bool open_days = false;      ///< the field of the day of the month begins with `*`
    bool open_weekdays = false;  ///< likewise the day of the week
    bool open_times = false;     ///< likewise the minute or the hour

    /// Whether it is for this day. Vixie cron's rule: of the two fields for days one is enough,
    /// unless one of them begins with `*`; then both have to hold.
    bool takes(const std::chrono::year_month_day& date) const;
    /// The times of day it is for, ascending.
    std::vector<duration> times() const;
};

struct parsed_cron {
    std::optional<cron_expression> value;
    query::problem why;  ///< with its place in the text, where there is no value
};

/// Reads `MINUTE HOUR DAY MONTH WEEKDAY` as crontab(5) of Vixie cron describes it: `*`, numbers,
/// ranges, lists, steps (`*/15`, `8-18/2`), names of months and days in any case, Sunday as 0 or 7;
/// besides these `L`, `@daily` and its like, and `sun` as the end of a range. An expression for
/// which no day ever comes, such as `0 0 31 2 *`, is refused.
parsed_cron parse_cron(std::string_view text);

}  // namespace muster
