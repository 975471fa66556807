#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "fleet/query/scope.hpp"
#include "fleet/query/value.hpp"

namespace muster::query {

/// What an instruction does to the stack of values. Unless said otherwise it takes its operands off
/// the stack and puts its result there, and a null operand makes a null result.
enum class opcode : std::uint8_t {
    push_field,
    push_number,
    push_text,
    push_truth,
    push_null,
    compare_field_number,  ///< a field with `number`
    compare_field_text,    ///< a field with text `index`, equal or not
    compare_part,          ///< a field divided by its whole, with `number`
    compare_numbers,
    compare_texts,
    compare_truths,
    in_numbers,
    in_texts,
    like,
    is_null,
    logical_not,
    skip_if_false,
    join_and,  ///< a AND b: a, skip_if_false to the end, b, join_and
    skip_if_true,
    join_or,  ///< a OR b likewise
    jump_unless,
    jump,  ///< `jump_unless` takes a truth off the stack; null counts as false
    add,
    subtract,
    multiply,
    divide,
    modulo,
    negate,
    abs,
    min,
    max,
    round,
    floor,
    ceil,
    sqrt,
    sin,
    cos,
    exp,
    log,
    pow,
    lower,
    upper,
    length,
    contains,
    starts_with,
    ends_with,
    distance,  ///< kilometres between two places, each a latitude and a longitude
    inside,    ///< a place in one of the areas of list `index`
};

enum class relation : std::uint8_t { equal, not_equal, less, less_equal, greater, greater_equal };

struct instruction {
    opcode code = opcode::push_null;
    relation how = relation::equal;
    value::kind wanted = value::kind::null;  ///< push_field: anything else counts as null
    bool negated = false;                    ///< in, like, is_null
    field_id field = 0;
    std::uint32_t index = 0;  ///< of a text or list; of the instruction to jump to
    double number = 0;        ///< constant; 1 or 0 of a truth
};

/// A compiled expression: instructions for a stack machine, and the constants that they name by
/// index.
struct program {
    std::vector<instruction> code;
    std::vector<std::string> texts;
    std::vector<std::vector<double>> number_lists;     ///< each sorted
    std::vector<std::vector<std::string>> text_lists;  ///< each sorted
    std::vector<std::vector<std::shared_ptr<const area>>> area_lists;
    std::vector<field_id> fields;  ///< sorted, each once
    std::size_t stack = 0;         ///< most values held at once
    type result = type::number;
};

class row;

/// Runs a program. A text may view into the row, the program or, where its case was changed, a
/// buffer of the thread.
value run(const program& p, const row& r);

}  // namespace muster::query
