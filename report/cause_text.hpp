#pragma once

#include <string>

#include "fleet/job_cause.hpp"

namespace muster::report {

/// `lot 25w41`, `hardware B3 and ring pilot`
std::string what_text(const job_cause& cause);
/// `14 of 15 that did not succeed have lot 25w41, which 2 % of the 812 devices with an outcome
/// have`
std::string cause_text(const job_cause& cause);
/// How many times as frequent it is among devices that did not succeed as among all with an
/// outcome.
double lift_of(const job_cause& cause);

}  // namespace muster::report
