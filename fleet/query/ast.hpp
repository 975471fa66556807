#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace muster::query {

/// Where a piece of a query's text lies: offset in bytes from its start, and length.
struct span {
    std::uint32_t offset = 0, length = 0;
};

enum class node_kind : std::uint8_t {
    // Literals.
    number,
    percent,
    text,
    boolean,
    null_value,
    duration,
    // A dotted path or a bare word; path(condition), the condition a child; function(arguments...).
    name,
    filtered,
    call,
    // Operators of one operand.
    negate,
    logical_not,
    // Arithmetic.
    add,
    subtract,
    multiply,
    divide,
    modulo,
    // Comparisons.
    equal,
    not_equal,
    less,
    less_equal,
    greater,
    greater_equal,
    // Tests, `negated` for NOT IN, NOT LIKE, IS NOT NULL; `in` seeks children[0] among the others.
    in,
    like,
    is_null,
    // Two or more children: `a AND b AND c` is one node.
    logical_and,
    logical_or,
};

struct node;
using node_ptr = std::shared_ptr<const node>;

/// A node of the parsed text; immutable and shared. Names are not resolved yet.
struct node {
    node_kind kind = node_kind::null_value;
    span where;
    /// A number; a percentage as written (97 for 97 %); a duration in microseconds; a truth as 0
    /// or 1.
    double number = 0;
    /// A text literal itself; a call's function in lower case; the path of a name or filtered
    /// metric in canonical spelling: segments with dots between, one that is no plain word in
    /// double quotes.
    std::string text;
    bool negated = false;  ///< in, like, is_null
    std::vector<node_ptr> children;
};

}  // namespace muster::query
