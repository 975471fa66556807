#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tests/sim/job_log.hpp"
#include "tests/support/fleet_lab.hpp"

namespace muster::sim {

/// A finished run with all that it did, and where its devices stood before the first step.
struct recorded_run {
    std::unique_ptr<testing::fleet_lab> lab;
    std::map<std::string, device_state> at_start;  ///< by device id
    std::map<std::uint64_t, std::string> ids;      ///< by key
    std::vector<std::int64_t> members_at_start;    ///< by group, of those that are kept
    /// By act: what each device answered to a question.
    std::shared_ptr<std::map<std::string, std::vector<answer_row>>> answers;
    std::vector<std::string> seen;  ///< what was wrong at one barrier or another
    job_log tellings;

    const run_result& result() const { return lab->outcome().result; }
    const world& the_world() const { return lab->the_world(); }
    /// Devices that an operator removed and that have any of these flags; 0: all that were.
    std::uint64_t removed(device_flags with = 0) const;
};

/// Called at every barrier.
using onlooker = std::function<void(testing::fleet_lab&)>;

/// Runs a scenario with all notes taken.
recorded_run record(const scenario& s, run_options options, onlooker look = {});

/// What was found wrong, in words.
using complaints = std::vector<std::string>;

template <class A, class B>
void demand_equal(complaints& out, const std::string& what, const A& found, const B& wanted) {
    if (static_cast<std::uint64_t>(found) == static_cast<std::uint64_t>(wanted)) return;
    out.push_back(what + " is " + std::to_string(found) + ", but should be " +
                  std::to_string(wanted));
}
inline void demand(complaints& out, bool holds, const std::string& what) {
    if (!holds) out.push_back(what);
}

/// Every reading is counted once: by sinks, counters, events, rollups and windows alike.
void check_readings(const recorded_run& r, complaints& out);
/// Replays the events of each device: nothing is emitted while it is offline, nothing is generated
/// while it is not running, and the replay ends where the device ended.
void check_lives(const recorded_run& r, complaints& out);
/// Kept memberships and their counts are what a look at every device finds.
void check_memberships(const testing::fleet_lab& lab, sim_time now, complaints& out);
/// Counters are the events counted; populations and faults are what a look at every device finds.
void check_counters(const recorded_run& r, complaints& out);
/// The journal's changes folded are the live state.
void check_journal(const recorded_run& r, complaints& out);
/// Every target of a job has exactly one outcome, counts add up, thresholds are exact.
void check_jobs(const recorded_run& r, complaints& out);
/// Jobs told whom they might, when they might: by rate, window, batch, turn, and not after their
/// end.
void check_job_courses(const recorded_run& r, complaints& out);
/// Every device that a question asked is in one of its four ways, and its rows are what it counts.
void check_questions(const recorded_run& r, complaints& out);

/// All of the above.
complaints check_all(const recorded_run& r);

}  // namespace muster::sim
