#pragma once

#include "fleet/scenario.hpp"
#include "report/sweep_report.hpp"

namespace muster::app {

/// Reads `METRIC asc|desc`; empty text: no preference. Empty, with the reason in the diagnostics,
/// where it is none for this scenario.
std::optional<report::preference> read_preference(const std::string& text, const scenario& s,
                                                  diagnostics& problems);

/// Lets a run of the scenario measure the preferred metric at its end: as the figure of one more
/// expectation, the last, which is taken out of the study again by `split_preferred`.
void measure_preferred(scenario& s, const report::preference& prefer);

/// Takes the preferred figure out of a study whose scenarios went through `measure_preferred`.
report::figure_spread split_preferred(report::seed_study& study);

}  // namespace muster::app
