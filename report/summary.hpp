#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "report/report_input.hpp"
#include "report/style.hpp"

namespace muster::report {

/// Writes what a person reads at the end of a run. `files` are the report files that were written,
/// if any.
void write_summary(std::ostream& out, const report_input& input,
                   const std::vector<std::string>& files, const style& look);

}  // namespace muster::report
