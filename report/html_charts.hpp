#pragma once

#include <string>
#include <vector>

#include "report/report_input.hpp"
#include "report/svg_chart.hpp"

namespace muster::report {

/// The charts of a report, in the sections they are shown in.
struct chart_set {
    time_axis axis;
    std::vector<chart> fleet, jobs, signals;
    std::size_t jobs_left_out = 0;     ///< more jobs than that, as runs of scheduled ones
    std::size_t signals_left_out = 0;  ///< more signals than a page should draw
};

/// Draws nothing yet: gathers the values of the run's windows, of which neighbours are merged where
/// there are more than a page needs.
chart_set make_charts(const report_input& input);

/// The values behind the charts, for the page's script to show under the pointer: JSON without `<`.
std::string chart_data(const chart_set& charts, const time_settings& time);

/// The virtual times worth a label on an axis of that length: round on the clock of the scenario's
/// zone.
std::vector<axis_tick> time_ticks(const time_settings& time, sim_time end);

}  // namespace muster::report
