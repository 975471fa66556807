#pragma once

#include <string>

#include "fleet/query/select_plan.hpp"

namespace muster::query {

/// The canonical text of a query: `parse_select` gives it again, apart from the spans.
std::string to_text(const select_query& query);

/// How a query is understood: each expression of its clauses as a tree, a line for each part with
/// its type. Requires that the query was planned over these names.
std::string plan_text(const select_query& query, const select_plan& plan, const table_scope& names,
                      const time_frame& frame);

}  // namespace muster::query
