#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "fleet/aim.hpp"
#include "fleet/back_off.hpp"
#include "fleet/command_spec.hpp"
#include "fleet/failure_kind.hpp"
#include "fleet/job_rate.hpp"
#include "fleet/open_hours.hpp"
#include "fleet/request_value.hpp"
#include "fleet/update_spec.hpp"

namespace muster {

struct batch_spec {
    enum class form : std::uint8_t { group, part, count, rest, condition };
    form kind = form::rest;
    std::string group;
    share part;  ///< of the job's devices
    std::uint64_t count = 0;
    condition who{};  ///< of the job's devices that are in no batch before

    /// It has those of the job's devices that it names, rather than so many of what is left.
    bool names_devices() const { return kind == form::group || kind == form::condition; }
};

/// When a job is cancelled.
struct cancel_spec {
    amount failed;               ///< cancelled when failures exceed this
    std::uint64_t at_least = 0;  ///< floor of a percentage
    enum class base : std::uint8_t { batch, job, finished } of = base::job;
    std::optional<std::uint64_t> overshoot = 0;  ///< empty: any
    failure_set counts{0b0111};                  ///< what is a failure: all but `unreached`
};

/// When the next batch starts.
struct next_batch_spec {
    share finished = all_of_it;  ///< of the batch
    share succeeded{0};          ///< of the finished
    duration soak{};
    bool pause_otherwise = true;  ///< `else: pause`; false: cancel
    condition healthy{};          ///< has to hold after the soak, of the devices done so far
    bool approval = false;        ///< somebody has to say so, too
};

/// How often a device that failed in one way is told again, and when.
struct retry_course {
    std::uint32_t times = 0;
    back_off pauses{std::chrono::seconds(30), 2, std::chrono::hours(1), true};
    bool operator==(const retry_course&) const = default;
};
struct retry_spec {
    retry_course failed, timed_out;
    std::optional<amount> budget;  ///< repeats of all devices together; empty: any number

    const retry_course& of(failure_kind kind) const {
        static constexpr retry_course nobody;
        if (kind == failure_kind::failed) return failed;
        return kind == failure_kind::timed_out ? timed_out : nobody;
    }
};

/// Pauses the job when more than `lost` of its targets lose their connection within such a span:
/// that is an outage, and no fault of theirs.
struct outage_spec {
    share lost;
    duration within = std::chrono::minutes(1);
};

/// What a run of a scheduled job does while one before it is still under way.
enum class overlap_rule : std::uint8_t {
    allow,  ///< begins all the same
    wait,   ///< begins when that one is over
    skip    ///< is left out
};

struct job_spec {
    std::string name;
    std::string group;  ///< `all` without one
    aim target{};       ///< which of the group
    std::string command;
    command_request_fields request;
    std::vector<property_effect> sets;  ///< in place of a command
    std::string into;       ///< template that the devices get, in place of a command; empty: none
    std::string reverts{};  ///< job that set `sets`: its devices get back what they had before
    std::string reruns{};   ///< job that failed on the devices that this one does the same to
    std::optional<duration>
        reach;  ///< how long a device may take to be reached; empty: the run's end
    duration finish = std::chrono::minutes(5);  ///< how long a dispatched command may take
    sim_time start{};
    std::string after;                   ///< begins when this job is over; empty: at `start`
    std::optional<daily_window> window;  ///< sends only then
    bool approval = false;               ///< somebody has to say that it may begin
    bool continuous = false;             ///< who joins the group later is a target, too
    std::int64_t priority = 0;           ///< of jobs that wait for each other, the highest begins
    std::optional<rate_spec> rate;       ///< so many devices per time; empty: as fast as it goes
    std::vector<batch_spec> batches;     ///< empty: one with all
    next_batch_spec next_batch;
    std::optional<cancel_spec> cancel;
    bool force = false;     ///< a cancellation does not wait for what is in flight
    std::string on_cancel;  ///< job that begins then, over those that took the change; empty: none
    std::optional<outage_spec> outage;
    std::optional<retry_spec> retry;
    std::optional<update_order> update{};  ///< in place of a command
    std::string scheduled_by{};    ///< the scheduled job that this is a run of; empty: of none
    std::uint32_t run_number = 0;  ///< of it, from 1
    overlap_rule overlap = overlap_rule::allow;  ///< of runs of a scheduled job
    place where;

    /// Another run of a scheduled job than its first: what is said of that holds for it too.
    bool is_repeat() const { return run_number > 1; }
    /// As the scenario's file names it.
    const std::string& written_name() const { return scheduled_by.empty() ? name : scheduled_by; }
};

}  // namespace muster
