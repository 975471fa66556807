#include "fleet/query/type_rules.hpp"

namespace muster::query {
namespace {

bool is_quantity(type t) {
    return t == type::number || t == type::time_span;
}

opcode opcode_of(function f) {
    switch (f) {
        case function::abs:
            return opcode::abs;
        case function::min:
            return opcode::min;
        case function::max:
            return opcode::max;
        case function::round:
            return opcode::round;
        case function::floor:
            return opcode::floor;
        case function::ceil:
            return opcode::ceil;
        case function::sqrt:
            return opcode::sqrt;
        case function::sin:
            return opcode::sin;
        case function::cos:
            return opcode::cos;
        case function::exp:
            return opcode::exp;
        case function::log:
            return opcode::log;
        case function::pow:
            return opcode::pow;
        case function::choose:
            return opcode::jump_unless;
        case function::lower:
            return opcode::lower;
        case function::upper:
            return opcode::upper;
        case function::length:
            return opcode::length;
        case function::contains:
            return opcode::contains;
        case function::starts_with:
            return opcode::starts_with;
        case function::ends_with:
            return opcode::ends_with;
        case function::distance:
            return opcode::distance;
        case function::inside:
            return opcode::inside;
        case function::age:  // is another tree by then
            return opcode::push_null;
    }
    return opcode::push_null;
}

using argument_types = std::vector<std::optional<type>>;

call_type all_of(opcode code, const argument_types& arguments, type wanted, type result) {
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (arguments[i] != wanted) return {code, {}, i, with_article(wanted)};
    }
    return {code, result, 0, {}};
}

/// Numbers or time spans, but not both.
call_type alike(opcode code, const argument_types& arguments) {
    const auto first = arguments.front();
    if (!first || !is_quantity(*first)) return {code, {}, 0, "a number or a time span"};
    return all_of(code, arguments, *first, *first);
}

call_type choice(const argument_types& arguments) {
    const auto code = opcode::jump_unless;
    if (arguments[0] != type::boolean) return {code, {}, 0, with_article(type::boolean)};
    const auto result = arguments[1] ? arguments[1] : arguments[2];
    if (arguments[2] && arguments[2] != result) return {code, {}, 2, with_article(*result)};
    return {code, result, 0, {}};
}

}  // namespace

std::string_view to_text(type kind) {
    switch (kind) {
        case type::number:
            return "number";
        case type::text:
            return "text";
        case type::boolean:
            return "truth value";
        case type::time_span:
            return "time span";
    }
    return {};
}

std::string with_article(type kind) {
    return "a " + std::string(to_text(kind));
}

opcode opcode_of(node_kind arithmetic) {
    switch (arithmetic) {
        case node_kind::add:
            return opcode::add;
        case node_kind::subtract:
            return opcode::subtract;
        case node_kind::multiply:
            return opcode::multiply;
        case node_kind::divide:
            return opcode::divide;
        case node_kind::modulo:
            return opcode::modulo;
        default:
            return opcode::push_null;
    }
}

relation relation_of(node_kind comparison) {
    switch (comparison) {
        case node_kind::not_equal:
            return relation::not_equal;
        case node_kind::less:
            return relation::less;
        case node_kind::less_equal:
            return relation::less_equal;
        case node_kind::greater:
            return relation::greater;
        case node_kind::greater_equal:
            return relation::greater_equal;
        default:
            return relation::equal;
    }
}

std::optional<type> arithmetic_result(node_kind op, type a, type b) {
    if (!is_quantity(a) || !is_quantity(b)) return std::nullopt;
    if (op == node_kind::multiply) {
        if (a == type::number) return b;
        return b == type::number ? std::optional(a) : std::nullopt;
    }
    if (op == node_kind::divide) {
        if (b == type::number) return a;
        return a == b ? std::optional(type::number) : std::nullopt;
    }
    return a == b ? std::optional(a) : std::nullopt;
}

call_type type_of_call(function f, const std::vector<std::optional<type>>& arguments) {
    const auto code = opcode_of(f);
    switch (f) {
        case function::choose:
            return choice(arguments);
        case function::abs:
        case function::min:
        case function::max:
            return alike(code, arguments);
        case function::lower:
        case function::upper:
            return all_of(code, arguments, type::text, type::text);
        case function::length:
            return all_of(code, arguments, type::text, type::number);
        case function::contains:
        case function::starts_with:
        case function::ends_with:
            return all_of(code, arguments, type::text, type::boolean);
        default:
            return all_of(code, arguments, type::number, type::number);
    }
}

}  // namespace muster::query
