#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fleet/query/problem.hpp"

namespace muster::app {

/// What is wrong with a query's text, for people: of each problem a line with its place, code and
/// remedy, the line of the query that it is in, and carets under what is meant.
std::string problems_text(std::string_view query, const std::vector<query::problem>& problems);

}  // namespace muster::app
