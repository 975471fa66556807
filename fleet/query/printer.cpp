#include "fleet/query/printer.hpp"

#include <algorithm>
#include <string_view>

#include "fleet/query/literals.hpp"

namespace muster::query {
namespace {

// Binding strength; a child weaker than its place asks for is put in parentheses.
enum strength : int {
    any,
    disjunction,
    conjunction,
    negation,
    comparison,
    sum,
    product,
    sign,
    operand
};

strength strength_of(const node& n) {
    switch (n.kind) {
        case node_kind::logical_or:
            return disjunction;
        case node_kind::logical_and:
            return conjunction;
        case node_kind::logical_not:
            return negation;
        case node_kind::equal:
        case node_kind::not_equal:
        case node_kind::less:
        case node_kind::less_equal:
        case node_kind::greater:
        case node_kind::greater_equal:
        case node_kind::in:
        case node_kind::like:
        case node_kind::is_null:
            return comparison;
        case node_kind::add:
        case node_kind::subtract:
            return sum;
        case node_kind::multiply:
        case node_kind::divide:
        case node_kind::modulo:
            return product;
        case node_kind::negate:
            return sign;
        default:
            return operand;
    }
}

std::string_view sign_of(node_kind kind) {
    switch (kind) {
        case node_kind::add:
            return " + ";
        case node_kind::subtract:
            return " - ";
        case node_kind::multiply:
            return " * ";
        case node_kind::divide:
            return " / ";
        case node_kind::modulo:
            return " % ";
        case node_kind::equal:
            return " = ";
        case node_kind::not_equal:
            return " != ";
        case node_kind::less:
            return " < ";
        case node_kind::less_equal:
            return " <= ";
        case node_kind::greater:
            return " > ";
        case node_kind::greater_equal:
            return " >= ";
        case node_kind::logical_and:
            return " AND ";
        case node_kind::logical_or:
            return " OR ";
        default:
            return {};
    }
}

std::string print(const node& n);

std::string print(const node_ptr& n, int least) {
    const auto text = print(*n);
    return strength_of(*n) < least ? "(" + text + ")" : text;
}

std::string list(const node& n, std::size_t first, int least) {
    std::string out = "(";
    for (auto i = first; i < n.children.size(); ++i) {
        if (i > first) out += ", ";
        out += print(n.children[i], least);
    }
    return out + ")";
}

/// Operands with a sign between: the first may be as weak as the operator where it groups to the
/// left, no other.
std::string joined(const node& n) {
    const int own = strength_of(n);
    const bool groups_left = own == sum || own == product;
    std::string out = print(n.children.front(), groups_left ? own : own + 1);
    for (std::size_t i = 1; i < n.children.size(); ++i) {
        out += sign_of(n.kind);
        out += print(n.children[i], own + 1);
    }
    return out;
}

std::string test(const node& n) {
    const auto left = print(n.children.front(), sum);
    const std::string_view no = n.negated ? "NOT " : "";
    if (n.kind == node_kind::is_null) return left + " IS " + std::string(no) + "NULL";
    if (n.kind == node_kind::in) return left + " " + std::string(no) + "IN " + list(n, 1, sum);
    return left + " " + std::string(no) + "LIKE " + print(n.children[1], sum);
}

std::string print(const node& n) {
    switch (n.kind) {
        case node_kind::number:
            return number_text(n.number);
        case node_kind::percent:
            return number_text(n.number) + "%";
        case node_kind::duration:
            return duration_text(n.number);
        case node_kind::text:
            return text_literal(n.text);
        case node_kind::boolean:
            return n.number != 0 ? "true" : "false";
        case node_kind::null_value:
            return "NULL";
        case node_kind::name:
            return n.text;
        case node_kind::call:
            if (n.children.empty()) return n.text + "(*)";  // COUNT alone takes nothing else
            [[fallthrough]];
        case node_kind::filtered:
            return n.text + list(n, 0, any);
        case node_kind::negate:
            return "-" + print(n.children.front(), sign);
        case node_kind::logical_not:
            return "NOT " + print(n.children.front(), negation);
        case node_kind::in:
        case node_kind::like:
        case node_kind::is_null:
            return test(n);
        default:
            return joined(n);
    }
}

}  // namespace

std::string to_text(const node& tree) {
    return print(tree);
}

bool same_tree(const node& a, const node& b) {
    return a.kind == b.kind && a.number == b.number && a.text == b.text && a.negated == b.negated &&
           std::equal(a.children.begin(), a.children.end(), b.children.begin(), b.children.end(),
                      [](const node_ptr& x, const node_ptr& y) { return same_tree(*x, *y); });
}

}  // namespace muster::query
