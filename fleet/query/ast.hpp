#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace muster::query {

/// Where a piece of a query's text lies: offset in bytes from its start, and length.
struct span { std::uint32_t offset = 0, length = 0; };

enum class node_kind : std::uint8_t {
    number, percent, text, boolean, null_value, duration,  // literals
    name,                                                  // a dotted path or a bare word
    filtered,                                              // path(condition): children[0] is the condition
    call,                                                  // function(arguments...); the name in lower case
    negate, logical_not,
    add, subtract, multiply, divide, modulo,
    equal, not_equal, less, less_equal, greater, greater_equal,
    in, like, is_null,                                     // `negated` for NOT IN, NOT LIKE, IS NOT NULL;
                                                           // in: children[0] is sought among the others
    logical_and, logical_or,                               // two or more children: `a AND b AND c` is one node
};

struct node;
using node_ptr = std::shared_ptr<const node>;

/// A node of the parsed text; immutable and shared. Names are not resolved yet.
struct node {
    node_kind kind = node_kind::null_value;
    span where;
    double number = 0;       ///< number; percent as written (97 for 97 %); duration in microseconds; boolean as 0 or 1
    /// The text literal itself; a call's function; the path of a name or filtered metric in canonical spelling:
    /// segments with dots between, a segment that is no plain word in double quotes.
    std::string text;
    bool negated = false;    ///< in, like, is_null
    std::vector<node_ptr> children;
};

}  // namespace muster::query
