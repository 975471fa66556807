#pragma once

#include <string>

#include "report/report_input.hpp"
#include "report/svg_chart.hpp"

namespace muster::report {

/// A drawing with a row for each fault and job, and a bar over the time it took; empty without
/// either.
std::string draw_timeline(const report_input& input, const time_axis& axis);

}  // namespace muster::report
