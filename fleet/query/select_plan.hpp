#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "fleet/query/aggregates.hpp"
#include "fleet/query/instants.hpp"
#include "fleet/query/select.hpp"
#include "fleet/query/table.hpp"

namespace muster::query {

/// An aggregate with its argument bound over the table; empty for `COUNT(*)`.
struct planned_aggregate {
    aggregate how;
    expression argument;
};

struct planned_order {
    expression by;
    bool descending = false;
};

/// A SELECT with its names resolved and its types checked. Immutable.
///
/// A query without groups computes its columns from each row of the table. One with groups puts
/// each row into the group of its keys; columns, HAVING and ORDER BY are computed from rows of
/// `group_names`: the keys, then the aggregates.
struct select_plan {
    bool grouped = false;
    std::vector<column> columns;     ///< of the result
    std::vector<expression> values;  ///< parallel to `columns`
    expression where, having;        ///< empty: none
    std::vector<expression> keys;
    std::vector<planned_aggregate> aggregates;
    std::vector<planned_order> order;
    std::optional<std::uint64_t> limit;
    table_scope group_names;

    /// The columns of the table that it reads, ascending, each once.
    std::vector<field_id> fields() const;
};

struct plan_result {
    std::optional<select_plan> plan;  ///< nothing where there are problems
    std::vector<problem> problems;    ///< in the order of their places
};

/// Resolves the names of a query over the columns of its table. Names of columns win over aliases
/// in WHERE and GROUP BY, aliases over columns in HAVING and ORDER BY.
plan_result plan_select(const select_query& query, const table_scope& names,
                        const time_frame& frame);

}  // namespace muster::query
