#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "fleet/job_cause.hpp"
#include "fleet/job_counts.hpp"
#include "fleet/question_result.hpp"
#include "fleet/scenario.hpp"
#include "fleet/summary.hpp"
#include "fleet/update_counts.hpp"

namespace muster {

/// What the comparison of an expectation measured; not part of the report's `result`.
struct measured_figure {
    enum class unit : std::uint8_t { number, fraction, seconds, word };
    unit kind = unit::number;
    double value = 0;
    std::string word;             ///< of a state
    std::optional<double> limit;  ///< what it was compared with
    /// How far it lies on the good side of the limit; below zero where it does not hold.
    std::optional<double> margin;
    std::optional<bool> holds;  ///< of a number with a limit
};

/// What became of one expectation.
struct expectation_result {
    enum class verdict : std::uint8_t { held, breached, no_data, pending };
    std::string text;  ///< as written
    std::string path;  ///< `expect.3`
    verdict outcome = verdict::pending;
    std::string observed;                  ///< `412 of 300,000 (0.14 %)`, or `cancelled`
    std::optional<sim_time> first_breach;  ///< always, after, at
    std::uint64_t breaches = 0;            ///< barriers at which it did not hold
    place where;
    /// Where it was looked at; of several looks the one with the smallest margin.
    std::optional<measured_figure> figure = std::nullopt;
};

struct fault_result {
    std::string kind;
    std::optional<sim_time> begin, end;  ///< of the first start and last end
    std::uint64_t devices = 0;           ///< affected, each once
    std::uint64_t active = 0;            ///< affected at the end of the run
    std::uint64_t recovered = 0;  ///< of the affected: the fault is over and the device is back
};

struct rule_result {
    std::uint64_t fired = 0, closed = 0, open = 0, devices = 0;
    std::optional<std::uint64_t> absorbed{};  ///< by alerts of clusters; empty: none takes them in
};

struct group_result {
    std::uint64_t devices = 0;
};

struct job_result {
    std::string state;          ///< pending, running, paused, complete, cancelled
    std::string state_reason;   ///< `412 failed, more than the limit of 300 (0.1 % of the job)`
    std::uint64_t version = 0;  ///< grows with every change of state or batch
    std::optional<sim_time> begin, end;
    job_counts counts;
    std::map<std::string, std::uint64_t> reasons;  ///< of devices that are done and did not succeed
    std::vector<batch_result> batches;
    summary latency;                       ///< dispatch to answer as drawn, seconds
    std::vector<job_cause> causes;         ///< at the end of the run only
    std::optional<update_counts> steps{};  ///< of a job that updates devices
    /// How often it told a device while another job, by name, that makes the same property
    /// something else was not done with that device.
    std::map<std::string, std::uint64_t> conflicts{};
};

struct signal_result {
    std::string fleet_template, signal, unit;
    summary values;
    /// Of a signal of words or truths: how many readings each had, in the template's order; empty
    /// where it has more than `sketch::exact_up_to` words.
    std::vector<std::pair<std::string, std::uint64_t>> words;
};

struct device_counts {
    std::uint64_t total = 0, online = 0, offline = 0, crashed = 0, quarantined = 0;
    std::uint64_t failures = 0, restarts = 0;
    std::uint64_t asleep = 0, empty = 0;
};

struct traffic_counts {
    std::uint64_t readings_generated = 0, readings_sent = 0, readings_lost = 0;
    std::uint64_t messages_sent = 0, messages_lost = 0, bytes_sent = 0;
    std::uint64_t readings_late = 0, readings_buffered = 0;
    std::uint64_t messages_garbage = 0, messages_duplicated = 0, messages_out_of_order = 0;
};

/// What the receiving side did.
struct service_counts {
    std::uint64_t connects_asked = 0, connects_accepted = 0, connects_refused = 0;
    std::uint64_t messages_asked = 0, messages_accepted = 0, messages_refused = 0,
                  messages_dropped = 0, messages_queued = 0;
    std::uint64_t backlog = 0, backlog_most = 0;  ///< messages that wait
    double wait_most = 0;  ///< seconds that the last of the longest backlog waited
    std::uint64_t commands_asked = 0, commands_accepted = 0, commands_refused = 0,
                  commands_queued = 0;
    std::uint64_t commands_backlog = 0, commands_backlog_most = 0;  ///< commands that wait
};

struct command_counts {
    std::uint64_t sent = 0, succeeded = 0, failed = 0, timed_out = 0;
};

/// One point of the charts: what was counted in the window that ends at `end`, states as of its
/// end.
struct window_point {
    sim_time end{};
    device_counts devices;
    traffic_counts traffic;  ///< within the window
    std::uint64_t alerts_open = 0;
    std::vector<summary> signals;  ///< parallel to `run_result::signals`
    std::vector<job_counts> jobs;  ///< parallel to the scenario's jobs
    service_counts service;  ///< within the window, the longest backlog too; backlog as of its end
};

/// What became of an act of the scenario.
struct act_result {
    sim_time at{};
    std::string outcome;                     ///< `done`, `unchanged`, `invalid`, ...
    std::string problem;                     ///< for people; empty where nothing is wrong
    std::uint64_t matched = 0, changed = 0;  ///< devices
    /// Of a command: devices by how it stood when the act was answered, and by what became of it
    /// until the end of the run. Those of which nothing did yet are `under_way` in the latter.
    std::map<std::string, std::uint64_t> commands, ended;
    std::map<std::string, std::uint64_t> reasons;  ///< why commands failed
    std::string answer;                            ///< JSON, where one device was told and had one
    std::optional<question_result> question{};     ///< of a question that is over

    static constexpr const char* under_way = "under-way";
};

/// The part of the report that is the same wherever the run is made.
struct run_result {
    std::uint64_t seed = 0;
    sim_time end{};  ///< virtual time reached
    bool interrupted = false, aborted = false;
    device_counts devices;
    traffic_counts traffic;
    command_counts commands;
    service_counts service;
    std::optional<summary> latency;  ///< of messages, seconds as drawn; where some have one
    std::vector<std::pair<std::string, std::uint64_t>> fleets;  ///< devices per fleet
    std::map<std::string, fault_result> faults;
    std::map<std::string, rule_result> rules;
    std::map<std::string, group_result> groups;
    std::map<std::string, job_result> jobs;
    std::map<std::string, act_result> acts;
    std::vector<signal_result> signals;
    std::vector<expectation_result> expectations;
    std::vector<window_point> windows;
    std::vector<std::string> overlaps;             ///< faults that met on one device, in words
    std::array<std::uint64_t, 2> readings_hash{};  ///< order-free sum over all readings
    std::array<std::uint64_t, 2> state_hash{};     ///< order-free sum over all end states
};

/// What depends on the machine and the moment; never part of the digest.
struct machine_facts {
    std::string version, cpu, started;  ///< started: RFC 3339, wall clock
    unsigned workers = 0;               ///< of all processes that have devices
    unsigned nodes = 0;  ///< processes that have the devices; 0: the one that drives the run
    double wall_seconds = 0, spawn_seconds = 0;
    double speed_factor = 0;  ///< virtual seconds per wall second
    double readings_per_second = 0;
    std::uint64_t rss_peak_bytes = 0;  ///< of all processes together
    double rss_per_device = 0;
    double lag_seconds_max = 0;  ///< at a set pace: how late the worst barrier was
};

/// What the live display shows; taken at a barrier.
struct run_progress {
    sim_time now{}, end{};
    double wall_seconds = 0, speed_factor = 0, lag_seconds = 0;
    device_counts devices;
    traffic_counts traffic;
    double readings_per_second = 0;  ///< wall clock, since the last progress
    std::uint64_t alerts_open = 0;
    std::vector<std::pair<std::string, job_result>> jobs;
    std::vector<std::optional<sim_time>> ends;  ///< parallel to `jobs`: when each may end
    std::vector<expectation_result> expectations;
    std::vector<std::string> active_faults;
};

}  // namespace muster
