#pragma once

#include <string>

#include "report/report_input.hpp"

namespace muster::report {

/// The whole of junit.xml: a case for the run itself and one for each expectation.
std::string junit_xml(const report_input& input);

}  // namespace muster::report
