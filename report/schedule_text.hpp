#pragma once

#include <string>

#include "fleet/scheduled_job.hpp"

namespace muster::report {

/// `every 2 weeks on mon, thu at 02:30 in Europe/Berlin, at most 3 times`, `by cron 0 2 * * 1-5`
std::string schedule_text(const schedule& when, const time_settings& time);
/// Its runs within the scenario's time: `3 runs, night_1 to night_3: 20 Jan 22:00, ...`; of many
/// the first and the last.
std::string runs_text(const scheduled_job& one, const scenario& about);

}  // namespace muster::report
