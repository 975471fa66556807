#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fleet/query/ast.hpp"
#include "fleet/query/functions.hpp"
#include "fleet/query/program.hpp"
#include "fleet/query/value.hpp"

namespace muster::query {

/// `a number`, `a time span`, ... for messages.
std::string with_article(type kind);

/// The opcode of an operator or comparison of two operands.
opcode opcode_of(node_kind arithmetic);
relation relation_of(node_kind comparison);

/// The type of `a op b`; empty where they do not go together. A time span can be added to another,
/// scaled by a number and divided by another.
std::optional<type> arithmetic_result(node_kind op, type a, type b);

/// What a call makes of its arguments' types (empty: NULL).
struct call_type {
    opcode code = opcode::push_null;
    std::optional<type> result;
    /// Where the types do not fit: the argument, and what it should be. Empty text: they fit.
    std::size_t wrong_argument = 0;
    std::string wanted;
};
call_type type_of_call(function f, const std::vector<std::optional<type>>& arguments);

}  // namespace muster::query
