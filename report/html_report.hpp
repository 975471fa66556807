#pragma once

#include <string>

#include "report/report_input.hpp"

namespace muster::report {

/// The whole of report.html: one file that loads nothing, readable without its script.
std::string html_report(const report_input& input);

}  // namespace muster::report
