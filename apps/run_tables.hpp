#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "apps/options.hpp"
#include "connect/byte_file.hpp"
#include "fleet/event_log.hpp"
#include "fleet/fleet_view.hpp"
#include "fleet/scenario.hpp"

namespace muster::app {

/// Whether `--tables` has a folder to write to, and one run in this process to write of; where not,
/// it has been said.
bool tables_fit(const options& given);

/// What a run with `--tables` writes for `muster query` besides its report: the devices as they
/// are at its end, every event but those of messages, and the messages where the scenario has no
/// output of its own.
class run_tables {
public:
    static constexpr const char *devices_name = "devices.ndjson", *events_name = "events.ndjson";

    /// Creates the files; throws std::runtime_error with path and reason where that fails.
    run_tables(const std::string& folder, scenario s);

    /// The scenario, with an output into the folder where it has none.
    const scenario& with_output() const { return scenario_; }

    /// Takes events; may be called on any thread, and only keeps them.
    void hear(const event_page& page);
    /// Writes the events that were heard. On one thread.
    void write();
    /// Writes the devices, once; on any thread, before the last call.
    void write(const fleet_view& all);
    /// The same for the last time. What went wrong; empty where nothing did.
    std::string finish();

private:
    void append_event(std::string& to, const event& e) const;
    void append_progress(std::string& to, const job_progress& p) const;

    scenario scenario_;
    std::string path_, devices_path_;
    std::string error_, devices_error_;
    std::unique_ptr<byte_file> file_, devices_;
    std::mutex mutex_;
    std::vector<event> heard_;
    std::uint64_t missed_ = 0;
};

}  // namespace muster::app
