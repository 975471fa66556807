#pragma once

#include <string>

#include "report/html_charts.hpp"
#include "report/report_input.hpp"

namespace muster::report {

// The parts of the report's page, each the whole HTML of its part; empty where the run has nothing
// for it.
std::string html_header(const report_input& input);
std::string html_tiles(const report_input& input);
std::string html_expectations(const report_input& input);
std::string html_timeline(const report_input& input, const chart_set& charts);
std::string html_fleet(const chart_set& charts);
std::string html_acts(const report_input& input);
std::string html_jobs(const report_input& input, const chart_set& charts);
std::string html_signals(const report_input& input, const chart_set& charts);
std::string html_faults(const report_input& input);
std::string html_network(const report_input& input);
std::string html_rules(const report_input& input);
std::string html_origin(const report_input& input);

}  // namespace muster::report
