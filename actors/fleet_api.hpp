#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "actors/run_options.hpp"
#include "fleet/plan_facts.hpp"
#include "fleet/scenario.hpp"

namespace muster {

/// What a question over the devices found, and how many of the shards answered in time.
struct query_answer {
    sim_time at{};  ///< the barrier it was read at
    std::uint64_t matched = 0;
    std::vector<std::string> ids;           ///< the first ones, in shard and slot order
    std::uint64_t answered = 0, asked = 0;  ///< devices
    std::string problem;                    ///< not empty: the text is no condition, and why
};

/// The facade: everything outside `actors/` reaches a fleet through it, and no CAF type shows.
/// Calls are asynchronous; completions run on a Muster worker and may only post. Thread-safe. One
/// object is one run; destroying it interrupts the run and waits for it.
class fleet_api {
public:
    /// Compiles the scenario. The journal, sinks and callbacks of `options` have to outlive the
    /// object. Requires a scenario without errors; throws std::logic_error otherwise.
    static std::unique_ptr<fleet_api> open(scenario s, run_options options);

    virtual ~fleet_api() = default;

    /// Starts the run; `on_end` is called once.
    virtual void start(std::function<void(run_outcome)> on_end) = 0;
    /// Ends the run at the next barrier, with a result of what ran so far.
    virtual void interrupt() = 0;
    /// Counts the devices for which a condition holds, at the next barrier. `deadline_seconds` of
    /// wall time: where the barrier comes later, or none comes any more, `done` gets an answer with
    /// nobody answering.
    virtual void ask(const std::string& condition, std::size_t most_ids, double deadline_seconds,
                     std::function<void(query_answer)> done) = 0;
    /// Creates the fleet, finds out what the scenario would do at its start, and runs nothing.
    /// Instead of `start`.
    virtual plan_facts plan() = 0;
};

}  // namespace muster
