#pragma once

#include <string>

#include "fleet/query/problem.hpp"

namespace muster {

/// Says more of a condition's problem where the scenario language makes it likely what was meant:
/// a parameter inside of a condition, a word that has to stand in quotes.
query::problem with_likely_remedy(query::problem found, const std::string& condition);

}  // namespace muster
