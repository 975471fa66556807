#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "fleet/time.hpp"

namespace muster {

/// What a run would do, computed without running it: the exact sizes of all selections, and
/// expected totals.
struct plan_facts {
    struct fleet_size {
        std::string name;
        std::uint64_t devices = 0;
    };
    struct group_size {
        std::string name;
        std::uint64_t devices = 0;  ///< at the start
        bool comes_to_be = false;  ///< reads what only happens in a run, so that none is no mistake
    };
    struct fault_selection {
        std::string name;
        std::uint64_t matched = 0;                                  ///< devices that `where` leaves
        std::uint64_t selected = 0;                                 ///< devices, of the matched
        std::uint64_t clusters_matched = 0, clusters_selected = 0;  ///< of `by`; 0 without one
    };
    struct rule_selection {
        std::string name;
        std::uint64_t matched = 0;   ///< devices at the start that it watches
        std::uint64_t clusters = 0;  ///< in place of devices, of a rule with `per`
    };
    struct batch_size {
        std::string name;  ///< `1%`, `pilots`, `rest`
        std::uint64_t devices = 0;
        /// Most failures that do not cancel; empty without a limit or where it depends on how many
        /// are finished.
        std::optional<std::uint64_t> failure_limit;
    };
    /// How a job goes at best with a certain overshoot of its threshold.
    struct job_pace {
        std::optional<std::uint64_t> overshoot;  ///< empty: any
        std::uint64_t in_flight = 0;             ///< most commands at once
        duration best_case{};
        std::uint64_t worst_failures = 0;  ///< more can't count before the job is cancelled
        bool as_written = false;
    };
    /// How a job's targets differ from those that it had in an earlier run.
    struct target_difference {
        std::uint64_t before = 0;  ///< devices
        std::uint64_t more = 0,
                      less = 0;  ///< are targets now, or were then, and not the other time
    };
    struct job_plan {
        std::string name;
        std::uint64_t total = 0;
        std::vector<batch_size> batches;
        std::optional<std::uint64_t> failure_limit;  ///< of the whole job
        /// From the job's start to its end if every device is reached at once and none fails; empty
        /// where unknown.
        std::optional<duration> best_case;
        duration last_batch{};  ///< likewise to the start of its last batch
        std::vector<job_pace>
            paces;  ///< for an overshoot of 0, as written, any; empty: no threshold
        std::vector<std::string> targets{};  ///< their ids, ascending, where they were asked for
        std::optional<target_difference> since{};
        bool follows = false;  ///< begins with another job's end, and so at no known instant
        bool open = false;     ///< whom it covers another job decides, so that nobody is known yet
    };
    /// Two jobs that may be under way together and make a property of the same devices different
    /// values.
    struct job_conflict {
        std::string first, second;  ///< by when they begin; as the file names them
        std::string property;
        std::uint64_t devices = 0;  ///< of runs of schedules, those of the first two that meet
        std::uint64_t times = 1;    ///< so many of their runs meet
    };

    std::uint64_t devices = 0;
    std::uint64_t shards = 0;  ///< that hold at least one device
    std::vector<fleet_size> fleets;
    std::vector<group_size> groups;
    std::vector<fault_selection> faults;
    std::vector<rule_selection> rules;
    std::vector<job_plan> jobs;
    std::vector<job_conflict> conflicts{};
    std::uint64_t messages = 0, readings = 0;  ///< expected over the run, with every device online
    std::uint64_t memory_bytes = 0;            ///< estimate of the whole process
};

}  // namespace muster
