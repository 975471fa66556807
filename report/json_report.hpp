#pragma once

#include <string>

#include "report/report_input.hpp"

namespace muster::report {

/// The whole of report.json: `result`, `machine`, `run` and `digest`. The canonical bytes of
/// `result` stand alone on line 3, so that `sed -n 3p report.json | tr -d '\n' | sha256sum` gives
/// the digest.
std::string json_report(const report_input& input);

}  // namespace muster::report
