#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

#include "fleet/schedule.hpp"

namespace muster {

/// What becomes of occurrences that nobody was there for, as while the process was down.
struct missed_rule {
    enum class late : std::uint8_t { skip, run_once };
    late otherwise = late::skip;  ///< of those later than `grace`
    duration grace = std::chrono::minutes(5);
};

/// What is to be done at an instant of the wall clock.
struct due_runs {
    std::optional<occurrence> run;  ///< begins now
    /// Never run, oldest first; of more than `missed_kept` the newest.
    std::vector<occurrence> missed;
    std::uint64_t missed_count = 0;
    /// The nominal instant of the newest occurrence that has been dealt with. Kept with what was
    /// done, and handed in next time.
    std::optional<calendar_time> handled;
};

/// Missed occurrences that are listed one by one.
inline constexpr std::size_t missed_kept = 100;

/// Which occurrences up to `now` are to be run, after all up to `handled` have been dealt with. Of
/// several at once only the newest runs, and the others are missed. As it goes by nominal instants
/// alone, a clock that is put back runs nothing a second time, and one that is put forward loses
/// nothing without a record.
due_runs due(const schedule& what, std::optional<calendar_time> handled, calendar_time now,
             const missed_rule& rule);

}  // namespace muster
