#pragma once

#include <map>
#include <string>
#include <vector>

#include "fleet/change.hpp"
#include "fleet/compiled_fleet.hpp"
#include "fleet/leg_times.hpp"
#include "fleet/random.hpp"

namespace muster {

/// The pure decisions behind changes: what is so and what happened in, changes out. Stamps are
/// given by whoever commits.

/// These devices move to `to` in a job, at once; nothing where there are none.
void decide_outcome(std::vector<change>& out, std::uint32_t job, leg_outcome to, slot_set devices,
                    sim_time at, std::string reason = {});

/// The results of one step of a leg as one change per outcome and reason.
struct leg_results {
    device_instants succeeded;
    std::map<std::string, device_instants> failed;
    std::map<std::string, device_instants> timed_out;
    std::map<std::string, device_instants> cancelled{};
    std::map<std::string, device_instants> rejected{};  ///< they failed, too
    /// Pending again, until the instant: those that failed, and those that did not answer in time.
    std::map<std::string, device_instants> again{}, late{};
    bool empty() const {
        return succeeded.empty() && failed.empty() && timed_out.empty() && cancelled.empty() &&
               rejected.empty() && again.empty() && late.empty();
    }
};
void decide_results(std::vector<change>& out, std::uint32_t job, leg_results results);

/// These devices are in this state of life now; nothing where there are none.
void decide_lifecycle(std::vector<change>& out, lifecycle to, slot_set devices);

/// How long an answer to a command of a job is on its way.
duration answer_latency(const distribution& latency, const random_source& device,
                        std::uint64_t job_key);

/// How a command goes on one device: how long it takes, and the reason it fails with; empty: it
/// succeeds.
struct command_course {
    duration takes{};
    std::string fails;
};
/// The first of the command's cases that holds for the device, which `row` is aimed at; null: none.
const command_case* case_for(const compiled_command& command, const query::row& row);

/// Drawn from the device and the key of the job, so a command that is sent again goes the same way.
/// `special` is the command's case that holds for the device, or null.
command_course decide_command(const command_spec& command, const command_case* special,
                              const random_source& device, std::uint64_t job_key);

/// How a command ends: the reason it fails with, empty where it succeeds, and what the version
/// does that it installs, or null.
struct command_end {
    std::string fails;
    const compiled_effect* effect = nullptr;
};

/// `row` is aimed at the device; `fails` is how it went.
command_end decide_end(const compiled_fleet& fleet, const compiled_command& command,
                       const query::row& row, const random_source& device, std::uint64_t key,
                       const std::string& fails);

/// What a version does to a device that takes it: the first effect whose condition holds and whose
/// chance is drawn; null: nothing. `row` is aimed at the device.
const compiled_effect* decide_effect(const compiled_fleet& fleet, double version,
                                     const query::row& row, const random_source& device,
                                     std::uint64_t job_key);

}  // namespace muster
