#pragma once

#include <string>

#include "fleet/run_result.hpp"

namespace muster::report {

/// What became of an act of the scenario, in words.
std::string act_text(const act_result& act);

/// What devices answered to a question, and how fast, in words; empty of other acts.
std::string question_text(const act_result& act);

/// What the one device that it told answered, shortened where it is long; empty where it did not.
std::string answer_text(const act_result& act);

}  // namespace muster::report
