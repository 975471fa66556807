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

}  // namespace muster::query::limits
