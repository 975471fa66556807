#pragma once

#include <cstddef>

namespace muster::query::limits {

inline constexpr std::size_t text_bytes = 4096;
/// Nesting of parentheses, NOT, unary minus, function arguments and metric filters. A chain such as
/// `a + b + c` or `a AND b AND c` nests nothing.
inline constexpr std::size_t depth = 32;
inline constexpr std::size_t nodes = 512;
/// Values that one evaluation may hold at once; `depth` keeps every expression below it.
inline constexpr std::size_t stack = 256;
/// Groups in groups, and parts of all the conditions that are put in place of their names.
inline constexpr std::size_t nested_groups = 32;
inline constexpr std::size_t expanded_nodes = 16'384;

// -- of a SELECT

/// Columns of a result.
inline constexpr std::size_t select_items = 100;
/// Expressions of one GROUP BY or ORDER BY.
inline constexpr std::size_t keys = 16;
/// Groups of one query.
inline constexpr std::size_t groups = 1'000'000;
/// Rows that are kept to be put in order: what LIMIT may ask for behind ORDER BY.
inline constexpr std::size_t sorted_rows = 1'000'000;
/// Values of one percentile that are kept as they are; beyond, a histogram takes their place.
inline constexpr std::size_t exact_values = 1'000;
/// Groups that have more values than that in a percentile, each of which takes kilobytes.
inline constexpr std::size_t histograms = 100'000;

}  // namespace muster::query::limits
