#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "fleet/cause_counts.hpp"
#include "fleet/change.hpp"
#include "fleet/counters.hpp"
#include "fleet/device_page.hpp"
#include "fleet/event.hpp"
#include "fleet/job_target.hpp"
#include "fleet/leg_figures.hpp"
#include "fleet/query/expression.hpp"
#include "fleet/update_counts.hpp"

namespace muster {

/// A question over the devices of a shard.
struct device_question {
    std::string where;      ///< as written; empty: every device
    query::expression who;  ///< `where` bound to this process's world
    slot first = 0;         ///< slots before are left out
    std::size_t most = 0;   ///< summaries wanted
    bool count_all = true;  ///< or stop after the last summary wanted
};

struct device_answer {
    std::uint64_t matched = 0;  ///< of the slots looked at
    std::vector<device_summary> found;
    std::vector<slot> slots;  ///< parallel to `found`
    bool in_time = true;      ///< false: the shard's process could not answer
};

/// First begin and last end of a fault in a shard.
struct fault_span {
    std::optional<sim_time> begin, end;
};

/// What is read of a shard at a barrier, while it does not run: a shard of this process itself, or
/// what stands for one of another process. CAF-free, so that the wire can implement it. Facts are
/// kept apart by shard because sums are made in shard order. Called by the conductor's thread.
class shard_port {
public:
    virtual ~shard_port() = default;

    virtual std::uint64_t devices() const = 0;
    /// Whether somebody wrote to a device directly, so that the next step is not empty.
    virtual bool poked() const = 0;
    virtual const counter_row& counters() const = 0;
    /// Members of a volatile population, by state.
    virtual std::vector<std::uint64_t> scan(std::uint32_t population, sim_time now) const = 0;
    /// By batch what became of a job's devices; null where the job has no leg.
    virtual const leg_figures* figures(std::uint32_t job) const = 0;
    /// Virtual seconds that messages took on their way; null in runs in which they take none.
    virtual const accumulator* message_latency() const = 0;
    /// How many devices ended with which reason in a job.
    virtual std::map<std::string, std::uint64_t> reasons(std::uint32_t job) const = 0;
    /// How far the devices of a job that updates them have come; null where none began to.
    virtual const update_counts* steps(std::uint32_t job) const = 0;
    /// Adds how its devices differ in a job; nothing where a look has not asked for the job.
    virtual void count_causes(std::uint32_t job, cause_counter& to) const = 0;
    virtual fault_span span_of(std::uint32_t fault) const = 0;
    /// Pairs of faults of which the second began while the first lasted: on how many devices.
    virtual std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint64_t> overlaps() const = 0;

    // What was collected since the last call.
    virtual std::vector<counter_delta> take_log() = 0;
    virtual std::vector<event> take_events() = 0;
    virtual std::vector<change> take_changes() = 0;
    /// The targets of a job in slot order; of those that the last look asked for.
    virtual std::vector<job_target> take_targets(std::uint32_t job) = 0;

    /// `done` is called at once or later, on any thread.
    virtual void ask(const device_question& question, sim_time now,
                     std::function<void(device_answer)> done) const = 0;
    virtual void describe(const std::string& id,
                          std::function<void(std::optional<device_detail>)> done) const = 0;
};

}  // namespace muster
