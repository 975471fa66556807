#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fleet/query/program.hpp"

namespace muster::query {

/// A node with its names resolved and its type known; `code` is what computes it from its children.
struct typed_node {
    /// Beside the opcodes of one or two operands, and `distance` of four: `skip_if_false` is an
    /// AND, `skip_if_true` an OR and `jump_unless` an `if` over all children; `min` and `max` take
    /// any number of them.
    opcode code = opcode::push_null;
    std::optional<type> kind;  ///< empty: NULL, which is of every type
    relation how = relation::equal;
    bool negated = false;
    field_id field = 0;
    double number = 0;                               ///< constant; fraction of `compare_part`
    std::string text;                                ///< constant; pattern of `like`
    std::vector<double> numbers;                     ///< of `in_numbers`
    std::vector<std::string> texts;                  ///< of `in_texts`
    std::vector<std::shared_ptr<const area>> areas;  ///< of `inside`
    std::vector<typed_node> children;
};

bool is_constant(const typed_node& n);

}  // namespace muster::query
