#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "actors/run_options.hpp"
#include "apps/options.hpp"
#include "fleet/event_log.hpp"
#include "fleet/output_counts.hpp"
#include "fleet/scenario.hpp"
#include "rpc/local_nodes.hpp"

namespace muster::app {

/// Lets SIGINT, SIGTERM and SIGHUP end the run under way with its report, the second one at once.
void catch_interrupts();
/// Whether one has come.
bool was_interrupted();

/// How the runs of a command are made.
struct run_settings {
    unsigned workers = 1;       ///< of each process that has devices
    std::optional<pace> speed;  ///< instead of the scenario's
    bool outputs = true;        ///< write what the scenario's outputs say
    /// Hears of every event but those of messages, on a Muster worker; may only post. Empty: events
    /// are not made.
    std::function<void(const event_page&)> on_events = {};
    /// How the targets of each job stand at the end; on a Muster worker. Empty: nobody asks.
    std::function<void(std::uint32_t job, const std::vector<job_target>&)> on_targets = {};
    /// All devices as they are at the end; on a Muster worker. Empty: nobody asks.
    std::function<void(const fleet_view&)> on_devices = {};
    /// What devices answered to the scenario's questions; on a Muster worker. Empty: nobody asks.
    std::function<void(std::uint32_t act, const std::vector<answer_row>&)> on_answers = {};
};

/// As the options say: one worker per processor unless they say otherwise.
run_settings settings_of(const options& given);
/// The same for many runs: at full speed unless an option asks for a pace, and without outputs,
/// which every run would write anew.
run_settings settings_of_many(const options& given);

/// One run from the first device to its end.
struct made_run {
    run_outcome outcome;
    machine_facts machine;
    std::vector<output_counts> outputs;  ///< by output of the scenario; none where none is written
};

/// Called on the main thread at least ten times a second, with what is new.
using run_observer = std::function<void(const std::optional<run_progress>&)>;

/// Makes a run. Ends early where it is interrupted. `start` is called once, after the outputs were
/// opened, with whether readings are wanted of them; empty: all devices are in this process.
using node_starter = std::function<std::unique_ptr<local_nodes>(bool readings)>;
made_run make_run(const scenario& s, const run_settings& settings, const run_observer& see,
                  const node_starter& start = {});

/// The command line that repeats a run, with the last of all values that were set for a path.
std::string repeat_command(const options& given);

/// Makes the folder of `--out` before the run: a day later it would be too late to say that it
/// can't be written. False where it can't, which has been said.
bool prepare_folder(const options& given);

}  // namespace muster::app
