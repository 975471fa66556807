#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "fleet/scenario.hpp"

namespace muster {

/// How long a command takes on a device, in microseconds: never more than `most`.
struct command_span {
    distribution takes;
    double most = std::numeric_limits<double>::infinity();

    double at(double u) const { return std::min(takes.at(u), most); }
    double mean() const { return std::min(takes.mean(), most); }
};

/// How a job goes at best: every device is connected and nobody fails. Where times are drawn, as is
/// most likely for so many devices.
struct job_forecast {
    std::uint64_t in_flight = 0;  ///< most commands at once
    duration length{};            ///< from the job's start to its end
    duration last_batch{};        ///< from the job's start to that of its last batch
};

/// `batches` are the devices of each; `takes` is how long the command takes on a device, in
/// microseconds; `overshoot` replaces that of the job's threshold (empty: any). Permits come back
/// at the barrier after an answer, so a command holds its permit for whole steps. `per_second`:
/// so many commands the service takes; empty: any number. `hours` are those of the job's window, or
/// null.
job_forecast forecast(const job_spec& job, const std::vector<std::uint64_t>& batches,
                      const command_span& takes, std::optional<std::uint64_t> overshoot,
                      duration step, std::optional<double> per_second = {},
                      const open_hours* hours = nullptr);

/// How long the job's command takes on the slowest of the templates that have it; at once where
/// none has.
command_span command_takes(const scenario& s, const job_spec& job);

/// How many failures a job of these batches can count before its threshold has cancelled it: all of
/// its devices where there is none, or `overshoot` is empty.
std::uint64_t worst_failures(const job_spec& job, const std::vector<std::uint64_t>& batches,
                             std::optional<std::uint64_t> overshoot);

}  // namespace muster
