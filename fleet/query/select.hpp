#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fleet/query/ast.hpp"
#include "fleet/query/problem.hpp"

namespace muster::query {

/// A column of a result, as written.
struct select_item {
    node_ptr what;
    std::string alias;  ///< empty: the column is named after what it is
    span where;
};

struct order_item {
    node_ptr what;
    bool descending = false;
};

/// What FROM names: a table, or a template by its name or DTMI.
struct table_name {
    std::string name;
    span where;
};

/// A SELECT as it was parsed; its names are not resolved yet.
struct select_query {
    std::vector<select_item> items;  ///< none for `SELECT *`
    std::optional<span> everything;  ///< where the `*` stands
    std::optional<table_name> from;
    node_ptr where, having;  ///< null: none
    std::vector<node_ptr> groups;
    std::vector<order_item> order;
    std::optional<std::uint64_t> limit;
};

struct select_result {
    std::optional<select_query> query;  ///< nothing where there are problems
    std::vector<problem> problems;      ///< in the order of their places
};

/// Reads `SELECT [TOP n] columns [FROM table] [WHERE condition] [GROUP BY ...] [HAVING condition]
/// [ORDER BY ... ASC|DESC] [LIMIT n]`, with or without a semicolon at its end. The expressions are
/// those of `parse`, with aggregates besides. Thread-safe; never throws on bad input; the limits
/// are in `limits.hpp`. The grammar is in `docs/query.md`.
select_result parse_select(std::string_view text);

}  // namespace muster::query
