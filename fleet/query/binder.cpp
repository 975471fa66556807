#include "fleet/query/binder.hpp"

#include <algorithm>
#include <utility>

#include "fleet/query/compile.hpp"
#include "fleet/query/expansion.hpp"
#include "fleet/query/name_problems.hpp"
#include "fleet/query/printer.hpp"
#include "fleet/query/type_rules.hpp"

namespace muster::query {
namespace {

constexpr std::size_t longest_shown = 40;

constexpr auto quantity = "a number or a time span";

bool is_quantity(const std::optional<type>& kind) {
    return kind == type::number || kind == type::time_span;
}

typed_node folded(typed_node n) {
    fold(n);
    return n;
}

}  // namespace

std::string shown(const node& n) {
    auto text = to_text(n);
    if (text.size() <= longest_shown) return "`" + text + "`";
    auto end = longest_shown;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80)
        --end;
    return "`" + text.substr(0, end) + "...`";
}

std::string kind_text(const std::optional<type>& kind) {
    return kind ? with_article(*kind) : "NULL";
}

typed_node constant(opcode code, type kind, double number, std::string text) {
    typed_node n;
    n.code = code;
    n.kind = kind;
    n.number = number;
    n.text = std::move(text);
    return n;
}

typed_node operation(opcode code, std::optional<type> kind, std::vector<typed_node> children) {
    typed_node n;
    n.code = code;
    n.kind = kind;
    n.children = std::move(children);
    return n;
}

bind_result binder::run(const node_ptr& tree, std::optional<type> wanted) {
    const auto whole = expand(tree, names_, problems_);
    auto typed = whole ? visit(*whole) : std::nullopt;
    if (typed && !typed->kind) fail(*tree, "type-mismatch", "the query is always NULL");
    if (typed && typed->kind && wanted && typed->kind != wanted) {
        fail(*tree, "wrong-result",
             shown(*tree) + " is " + kind_text(typed->kind) + ", " + with_article(*wanted) +
                 " is expected");
    }
    std::shared_ptr<const program> compiled;
    if (typed && problems_.empty()) {
        compiled = compile(*typed);
        if (!compiled) fail(*tree, "too-deep", "the query holds too many values at once");
    }
    std::stable_sort(problems_.begin(), problems_.end(), [](const problem& a, const problem& b) {
        return a.where.offset < b.where.offset;
    });
    if (!problems_.empty()) return {expression(), std::move(problems_)};
    return {expression(std::move(compiled)), {}};
}

maybe_typed binder::fail(const node& at, std::string code, std::string text, std::string remedy) {
    problems_.push_back({at.where, std::move(code), std::move(text), std::move(remedy)});
    return std::nullopt;
}

maybe_typed binder::visit(const node& n) {
    switch (n.kind) {
        case node_kind::number:
            return constant(opcode::push_number, type::number, n.number);
        case node_kind::duration:
            return constant(opcode::push_number, type::time_span, n.number);
        case node_kind::text:
            return constant(opcode::push_text, type::text, 0, n.text);
        case node_kind::boolean:
            return constant(opcode::push_truth, type::boolean, n.number);
        case node_kind::null_value:
            return typed_node{};
        case node_kind::percent:
            return misplaced_percent(n);
        case node_kind::name:
        case node_kind::filtered:
            return visit_name(n);
        case node_kind::call:
            return visit_call(n);
        case node_kind::negate:
            return visit_negate(n);
        case node_kind::logical_not:
            return visit_not(n);
        case node_kind::add:
        case node_kind::subtract:
        case node_kind::multiply:
        case node_kind::divide:
        case node_kind::modulo:
            return visit_arithmetic(n);
        case node_kind::in:
            return visit_in(n);
        case node_kind::like:
            return visit_like(n);
        case node_kind::is_null:
            return visit_is_null(n);
        case node_kind::logical_and:
            return visit_chain(n, opcode::skip_if_false);
        case node_kind::logical_or:
            return visit_chain(n, opcode::skip_if_true);
        default:
            return visit_comparison(n);
    }
}

maybe_typed binder::misplaced_percent(const node& n) {
    return fail(n, "misplaced-percent",
                "a percentage can only be compared with a metric that is part of a whole",
                "write a plain number");
}

maybe_typed binder::visit_name(const node& n) {
    const auto found = find(n);
    if (!found) return std::nullopt;
    typed_node t;
    t.code = opcode::push_field;
    t.kind = found->kind;
    t.field = found->id;
    return t;
}

std::optional<field> binder::find(const node& n) {
    const auto before = problems_.size();
    auto answer = n.kind == node_kind::filtered
                      ? names_.filtered(n.text, n.children.front(), problems_)
                      : names_.find(n.text);
    if (problems_.size() != before) return std::nullopt;
    if (answer.what == lookup::outcome::found) return std::move(answer.found);
    problems_.push_back(name_problem(names_, n, answer));
    return std::nullopt;
}

std::optional<field> binder::peek(const node& n) const {
    if (n.kind != node_kind::name) return std::nullopt;
    auto answer = names_.find(n.text);
    if (answer.what != lookup::outcome::found) return std::nullopt;
    return std::move(answer.found);
}

bool binder::is_unknown(const node& n) const {
    return n.kind == node_kind::name && names_.find(n.text).what == lookup::outcome::unknown;
}

bool binder::is_missing(const node& n) const {
    return n.kind == node_kind::name && names_.find(n.text).what == lookup::outcome::not_available;
}

maybe_typed binder::visit_arithmetic(const node& n) {
    auto a = visit(*n.children[0]);
    auto b = visit(*n.children[1]);
    if (!a || !b) return std::nullopt;
    if (!is_quantity(a->kind)) return wrong_type(*n.children[0], *a, quantity);
    if (!is_quantity(b->kind)) return wrong_type(*n.children[1], *b, quantity);
    const auto kind = arithmetic_result(n.kind, *a->kind, *b->kind);
    if (!kind) return mismatch(n, *a, *b);
    std::vector<typed_node> sides;
    sides.push_back(std::move(*a));
    sides.push_back(std::move(*b));
    return folded(operation(opcode_of(n.kind), kind, std::move(sides)));
}

maybe_typed binder::visit_negate(const node& n) {
    auto child = visit(*n.children[0]);
    if (!child) return std::nullopt;
    if (!is_quantity(child->kind)) return wrong_type(*n.children[0], *child, quantity);
    const auto kind = child->kind;
    std::vector<typed_node> children;
    children.push_back(std::move(*child));
    return folded(operation(opcode::negate, kind, std::move(children)));
}

maybe_typed binder::wrong_type(const node& n, const typed_node& t, const std::string& wanted) {
    return fail(n, "type-mismatch",
                shown(n) + " is " + kind_text(t.kind) + ", " + wanted + " is expected");
}

maybe_typed binder::visit_truth(const node& n) {
    auto t = visit(n);
    if (t && t->kind != type::boolean) return wrong_type(n, *t, with_article(type::boolean));
    return t;
}

maybe_typed binder::visit_not(const node& n) {
    auto child = visit_truth(*n.children[0]);
    if (!child) return std::nullopt;
    std::vector<typed_node> children;
    children.push_back(std::move(*child));
    return operation(opcode::logical_not, type::boolean, std::move(children));
}

maybe_typed binder::visit_chain(const node& n, opcode code) {
    auto t = operation(code, type::boolean, {});
    bool whole = true;
    for (const auto& child : n.children) {
        auto typed = visit_truth(*child);
        whole = whole && typed;
        if (whole) t.children.push_back(std::move(*typed));
    }
    return whole ? maybe_typed(std::move(t)) : std::nullopt;
}

maybe_typed binder::visit_call(const node& n) {
    const auto* f = find_function(n.text);
    if (f != nullptr && f->which == function::distance) return visit_distance(n);
    if (f != nullptr && f->which == function::inside) return visit_inside(n);
    std::vector<typed_node> children;
    std::vector<std::optional<type>> kinds;
    bool whole = true;
    for (const auto& child : n.children) {
        auto typed = visit(*child);
        whole = whole && typed;
        if (!whole) continue;
        kinds.push_back(typed->kind);
        children.push_back(std::move(*typed));
    }
    if (!whole || !f) return std::nullopt;
    const auto call = type_of_call(f->which, kinds);
    if (!call.wanted.empty()) {
        const auto wrong = call.wrong_argument;
        return wrong_type(*n.children[wrong], children[wrong], call.wanted);
    }
    return folded(operation(call.code, call.result, std::move(children)));
}

maybe_typed binder::visit_is_null(const node& n) {
    auto t = visit(*n.children[0]);
    if (!t) return std::nullopt;
    std::vector<typed_node> children;
    children.push_back(std::move(*t));
    auto out = operation(opcode::is_null, type::boolean, std::move(children));
    out.negated = n.negated;
    return out;
}

lookup scope::filtered(std::string_view path, const node_ptr&, std::vector<problem>&) const {
    auto answer = find(path);
    if (answer.what == lookup::outcome::found) answer.what = lookup::outcome::not_filterable;
    return answer;
}

node_ptr scope::meaning_of(std::string_view) const {
    return nullptr;
}

node_ptr scope::age_of(std::string_view) const {
    return nullptr;
}

std::shared_ptr<const area> scope::find_area(std::string_view) const {
    return nullptr;
}

bind_result bind(const node_ptr& tree, const scope& names, std::optional<type> wanted) {
    return binder(names).run(tree, wanted);
}

}  // namespace muster::query
