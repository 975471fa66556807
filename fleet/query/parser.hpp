#pragma once

#include <string_view>
#include <vector>

#include "fleet/query/ast.hpp"
#include "fleet/query/problem.hpp"

namespace muster::query {

struct parse_result {
    node_ptr tree;                  ///< null where there are problems
    std::vector<problem> problems;  ///< in the order of their places
};

/// Reads a condition or formula. Names are not resolved: `bind` does that. Thread-safe; never
/// throws on bad input; the limits are in `limits.hpp`. The grammar is in `docs/query-language.md`.
parse_result parse(std::string_view text);

}  // namespace muster::query
