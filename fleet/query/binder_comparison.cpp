#include <algorithm>
#include <cmath>
#include <utility>

#include "fleet/query/binder.hpp"
#include "fleet/query/comparison.hpp"
#include "fleet/query/literals.hpp"
#include "fleet/query/name_problems.hpp"
#include "fleet/query/type_rules.hpp"

namespace muster::query {
namespace {

/// What to write where a number stands opposite a time span.
std::string span_remedy(const typed_node& number, const node& span_side) {
    if (is_constant(number)) return "a time span has a unit: 90s, 15m, 24h";
    constexpr double minute = 60e6;
    const double minutes = span_side.number / minute;
    const bool few_minutes = span_side.kind == node_kind::duration && minutes >= 1 &&
                             minutes < 60 && minutes == std::floor(minutes);
    if (!few_minutes) return "write a plain number";
    return "m is minutes; did you mean " + number_text(minutes) + "M?";
}

}  // namespace

maybe_typed binder::visit_opposite(const node& n, const node& other) {
    const auto opposite = peek(other);
    if (!opposite || opposite->kind != type::text) return visit(n);
    const auto& words = opposite->words;
    const bool is_word = std::find(words.begin(), words.end(), n.text) != words.end();
    if (is_bare_word(n) && is_word) return constant(opcode::push_text, type::text, 0, n.text);
    const bool unknown = is_bare_word(n) && is_unknown(n);
    if (!words.empty() && !is_word && (unknown || n.kind == node_kind::text)) {
        problems_.push_back(word_problem(n.where, n.text, other.text, words));
        return std::nullopt;
    }
    if (unknown) {
        return fail(n, "unquoted-text", shown(n) + " is no name; " + other.text + " is a text",
                    "put the text in single quotes: '" + n.text + "'");
    }
    return visit(n);
}

maybe_typed binder::visit_comparison(const node& n) {
    const auto& left = *n.children[0];
    const auto& right = *n.children[1];
    const auto how = relation_of(n.kind);
    if (right.kind == node_kind::percent) return compare_part(left, right, how);
    if (left.kind == node_kind::percent) return compare_part(right, left, mirrored(how));
    if (left.kind == node_kind::null_value || right.kind == node_kind::null_value) {
        return fail(n, "null-comparison", "a comparison with NULL is never true",
                    n.kind == node_kind::not_equal ? "write IS NOT NULL" : "write IS NULL");
    }
    // A bare word opposite an unknown name may well be one of its words: one complaint is enough.
    if (is_unknown(left) && is_unknown(right)) return visit(is_bare_word(left) ? right : left);
    if (is_missing(left) && is_unknown(right)) return visit(left);
    if (is_unknown(left) && is_missing(right)) return visit(right);
    auto a = visit_opposite(left, right);
    auto b = visit_opposite(right, left);
    if (!a || !b) return std::nullopt;
    if (a->kind != b->kind) return mismatch(n, *a, *b);
    return compare(n, how, std::move(*a), std::move(*b));
}

maybe_typed binder::compare(const node& n, relation how, typed_node a, typed_node b) {
    const bool ordered = how != relation::equal && how != relation::not_equal;
    auto code = opcode::compare_numbers;
    if (a.kind == type::text) code = opcode::compare_texts;
    if (a.kind == type::boolean) code = opcode::compare_truths;
    if (ordered && code != opcode::compare_numbers) {
        return fail(n, "type-mismatch", kind_text(a.kind) + " has no order",
                    "compare it with = or !=");
    }
    std::vector<typed_node> sides;
    sides.push_back(std::move(a));
    sides.push_back(std::move(b));
    auto t = operation(code, type::boolean, std::move(sides));
    t.how = how;
    return t;
}

/// `firmware = 2.10`: as a number it has lost what tells it from 2.1.
maybe_typed binder::number_for_text(const node& number, const node& text) {
    return fail(number, "unquoted-text", shown(text) + " is a text, opposite stands a number",
                "put it in single quotes");
}

maybe_typed binder::mismatch(const node& n, const typed_node& a, const typed_node& b) {
    const auto& left = *n.children[0];
    const auto& right = *n.children[1];
    const bool number_left = a.kind == type::number && is_constant(a) && b.kind == type::text;
    const bool number_right = b.kind == type::number && is_constant(b) && a.kind == type::text;
    if (number_left || number_right)
        return number_for_text(number_left ? left : right, number_left ? right : left);
    std::string remedy;
    if (a.kind == type::number && b.kind == type::time_span) {
        remedy = span_remedy(a, right);
    } else if (a.kind == type::time_span && b.kind == type::number) {
        remedy = span_remedy(b, left);
    }
    return fail(
        n, "type-mismatch",
        shown(left) + " is " + kind_text(a.kind) + ", " + shown(right) + " is " + kind_text(b.kind),
        std::move(remedy));
}

maybe_typed binder::compare_part(const node& metric, const node& percent, relation how) {
    if (metric.kind != node_kind::name && metric.kind != node_kind::filtered) {
        return misplaced_percent(percent);
    }
    const auto found = find(metric);
    if (!found) return std::nullopt;
    if (!found->has_whole) {
        return fail(percent, "no-whole", shown(metric) + " is not part of a whole",
                    "write a plain number");
    }
    typed_node t;
    t.code = opcode::compare_part;
    t.kind = type::boolean;
    t.how = how;
    t.field = found->id;
    t.number = fraction_of(percent);
    return t;
}

maybe_typed binder::visit_in(const node& n) {
    const auto& left = *n.children[0];
    auto t = visit(left);
    bool whole = t.has_value();
    if (t && t->kind != type::text && t->kind != type::number && t->kind != type::time_span) {
        return wrong_type(left, *t, "a text, a number or a time span");
    }
    std::vector<typed_node> children;
    typed_node out;
    for (std::size_t i = 1; i < n.children.size(); ++i) {
        if (!t && is_bare_word(*n.children[i])) continue;
        whole = add_item(out, *n.children[i], left, t) && whole;
    }
    if (!whole) return std::nullopt;
    out.code = t->kind == type::text ? opcode::in_texts : opcode::in_numbers;
    out.kind = type::boolean;
    out.negated = n.negated;
    out.children.push_back(std::move(*t));
    return out;
}

bool binder::add_item(typed_node& list, const node& item, const node& left,
                      const maybe_typed& sought) {
    auto typed = visit_opposite(item, left);
    if (!typed) return false;
    if (!is_constant(*typed)) {
        fail(item, "not-a-literal", "a list holds only literal values", "compare with = and OR");
        return false;
    }
    if (sought && sought->kind == type::text && typed->kind == type::number) {
        number_for_text(item, left);
        return false;
    }
    if (sought && typed->kind != sought->kind) {
        fail(item, "type-mismatch",
             shown(left) + " is " + kind_text(sought->kind) + ", " + shown(item) + " is " +
                 kind_text(typed->kind));
        return false;
    }
    if (typed->kind == type::text) {
        list.texts.push_back(std::move(typed->text));
    } else {
        list.numbers.push_back(typed->number);
    }
    return true;
}

maybe_typed binder::visit_like(const node& n) {
    auto t = visit(*n.children[0]);
    const auto& pattern = *n.children[1];
    if (pattern.kind != node_kind::text) {
        return fail(pattern, "not-a-literal", "the pattern of LIKE is a text in quotes",
                    "write LIKE 'north%'");
    }
    if (!t) return std::nullopt;
    if (t->kind != type::text) return wrong_type(*n.children[0], *t, with_article(type::text));
    std::vector<typed_node> children;
    children.push_back(std::move(*t));
    auto out = operation(opcode::like, type::boolean, std::move(children));
    out.text = pattern.text;
    out.negated = n.negated;
    return out;
}

}  // namespace muster::query
