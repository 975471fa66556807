#include "fleet/query/expression_parser.hpp"

#include <algorithm>
#include <utility>

#include "fleet/query/aggregates.hpp"
#include "fleet/query/functions.hpp"
#include "fleet/query/hints.hpp"
#include "fleet/query/limits.hpp"

namespace muster::query {
namespace {

std::optional<node_kind> comparison_of(token_kind t) {
    switch (t) {
        case token_kind::equal:
            return node_kind::equal;
        case token_kind::not_equal:
            return node_kind::not_equal;
        case token_kind::less:
            return node_kind::less;
        case token_kind::less_equal:
            return node_kind::less_equal;
        case token_kind::greater:
            return node_kind::greater;
        case token_kind::greater_equal:
            return node_kind::greater_equal;
        default:
            return std::nullopt;
    }
}

static std::optional<node_kind> product_of(token_kind t) {
    if (t == token_kind::star) return node_kind::multiply;
    if (t == token_kind::slash) return node_kind::divide;
    if (t == token_kind::modulo) return node_kind::modulo;
    return std::nullopt;
}

span cover(span from, span to) {
    return {from.offset, to.offset + to.length - from.offset};
}

}  // namespace

token expression_parser::take() {
    auto t = tokens_[at_];
    if (t.kind != token_kind::end) ++at_;
    return t;
}

bool expression_parser::accept(token_kind k) {
    const bool here = is(k);
    if (here) take();
    return here;
}

bool expression_parser::is_word(std::string_view word) const {
    return is(token_kind::path) && now().one_word && same_word(now().text, word);
}

bool expression_parser::accept_word(std::string_view word) {
    const bool here = is_word(word);
    if (here) take();
    return here;
}

std::string expression_parser::source(span where) const {
    return std::string(text_.substr(where.offset, where.length));
}

node_ptr expression_parser::fail(span where, std::string code, std::string text,
                                 std::string remedy) {
    if (!problem_) problem_ = {where, std::move(code), std::move(text), std::move(remedy)};
    return nullptr;
}

node_ptr expression_parser::unexpected(const std::string& wanted, std::string remedy) {
    if (remedy.empty()) remedy = likely_remedy(text_, tokens_, at_);
    if (is(token_kind::end)) {
        return fail(now().where, "unexpected-end", "the text ends where " + wanted + " is expected",
                    std::move(remedy));
    }
    return fail(now().where, "unexpected-token",
                "found `" + source(now().where) + "` where " + wanted + " is expected",
                std::move(remedy));
}

node_ptr expression_parser::make(node n) {
    if (++nodes_ > limits::nodes) {
        return fail(n.where, "too-large", "the query has more than 512 parts");
    }
    return std::make_shared<const node>(std::move(n));
}

node_ptr expression_parser::make(node_kind kind, std::vector<node_ptr> children) {
    node n;
    n.kind = kind;
    n.where = cover(children.front()->where, children.back()->where);
    n.children = std::move(children);
    return make(std::move(n));
}

/// A whole expression, one level deeper.
node_ptr expression_parser::nested() {
    return deeper([this] { return chain(token_kind::key_or, node_kind::logical_or); });
}

template <typename F>
node_ptr expression_parser::deeper(F read) {
    // The outermost expression is no nesting.
    if (depth_ > limits::depth) {
        return fail(now().where, "too-deep", "more than 32 levels of nesting");
    }
    ++depth_;
    auto result = read();
    --depth_;
    return result;
}

/// `a OR b OR c`, and with AND inside each.
node_ptr expression_parser::chain(token_kind word, node_kind kind) {
    const auto read = [&] {
        return kind == node_kind::logical_or ? chain(token_kind::key_and, node_kind::logical_and)
                                             : negation();
    };
    std::vector<node_ptr> parts{read()};
    while (parts.back() && accept(word))
        parts.push_back(read());
    if (!parts.back()) return nullptr;
    if (parts.size() == 1) return parts.front();
    return make(kind, std::move(parts));
}

node_ptr expression_parser::negation() {
    if (!is(token_kind::key_not)) return comparison();
    const auto begin = take().where;
    auto child = deeper([this] { return negation(); });
    return child ? prefixed(node_kind::logical_not, begin, std::move(child)) : nullptr;
}

node_ptr expression_parser::prefixed(node_kind kind, span begin, node_ptr child) {
    node n;
    n.kind = kind;
    n.where = cover(begin, child->where);
    n.children.push_back(std::move(child));
    return make(std::move(n));
}

node_ptr expression_parser::comparison() {
    auto left = sum();
    if (!left) return nullptr;
    if (const auto kind = comparison_of(now().kind)) return compared(*kind, std::move(left));
    if (accept(token_kind::key_is)) return is_null(std::move(left));
    const bool negated = accept(token_kind::key_not);
    if (accept(token_kind::key_in)) return in(std::move(left), negated);
    if (accept(token_kind::key_like)) return like(std::move(left), negated);
    return negated ? unexpected("IN or LIKE") : left;
}

node_ptr expression_parser::compared(node_kind kind, node_ptr left) {
    take();
    auto right = sum();
    if (!right) return nullptr;
    if (comparison_of(now().kind)) {
        return fail(now().where, "chained-comparison", "a comparison has two sides",
                    "join two comparisons with AND");
    }
    return make(kind, {std::move(left), std::move(right)});
}

node_ptr expression_parser::is_null(node_ptr left) {
    const bool negated = accept(token_kind::key_not);
    if (!is(token_kind::key_null)) return unexpected(negated ? "NULL" : "NULL or NOT NULL");
    return tested(node_kind::is_null, {std::move(left)}, negated, take().where);
}

node_ptr expression_parser::tested(node_kind kind, std::vector<node_ptr> children, bool negated,
                                   span end) {
    node n;
    n.kind = kind;
    n.where = cover(children.front()->where, end);
    n.children = std::move(children);
    n.negated = negated;
    return make(std::move(n));
}

node_ptr expression_parser::like(node_ptr left, bool negated) {
    auto pattern = sum();
    if (!pattern) return nullptr;
    const auto end = pattern->where;
    return tested(node_kind::like, {std::move(left), std::move(pattern)}, negated, end);
}

node_ptr expression_parser::in(node_ptr left, bool negated) {
    if (!is(token_kind::open) && !is(token_kind::open_bracket)) {
        return unexpected("a list such as ('a', 'b')");
    }
    const auto end_kind =
        take().kind == token_kind::open ? token_kind::close : token_kind::close_bracket;
    std::vector<node_ptr> children{std::move(left)};
    if (is(end_kind)) {
        return fail(now().where, "empty-list", "a list has at least one value");
    }
    do {
        auto item = sum();
        if (!item) return nullptr;
        children.push_back(std::move(item));
    } while (accept(token_kind::comma));
    if (!is(end_kind)) {
        return unexpected(end_kind == token_kind::close ? "`,` or `)`" : "`,` or `]`");
    }
    return tested(node_kind::in, std::move(children), negated, take().where);
}

node_ptr expression_parser::sum() {
    auto left = product();
    while (left && (is(token_kind::plus) || is(token_kind::minus))) {
        const auto kind = take().kind == token_kind::plus ? node_kind::add : node_kind::subtract;
        auto right = product();
        left = right ? make(kind, {std::move(left), std::move(right)}) : nullptr;
    }
    return left;
}

node_ptr expression_parser::product() {
    auto left = signed_value();
    while (left) {
        const auto kind = product_of(now().kind);
        if (!kind) break;
        take();
        auto right = signed_value();
        left = right ? make(*kind, {std::move(left), std::move(right)}) : nullptr;
    }
    return left;
}

node_ptr expression_parser::signed_value() {
    if (!is(token_kind::minus)) return operand();
    const auto begin = take().where;
    auto child = deeper([this] { return signed_value(); });
    return child ? prefixed(node_kind::negate, begin, std::move(child)) : nullptr;
}

node_ptr expression_parser::operand() {
    switch (now().kind) {
        case token_kind::number:
            return leaf(node_kind::number);
        case token_kind::percent:
            return leaf(node_kind::percent);
        case token_kind::duration:
            return leaf(node_kind::duration);
        case token_kind::text:
            return leaf(node_kind::text);
        case token_kind::key_null:
            return leaf(node_kind::null_value);
        case token_kind::key_true:
            return leaf(node_kind::boolean, 1);
        case token_kind::key_false:
            return leaf(node_kind::boolean, 0);
        case token_kind::open:
            return parenthesised();
        case token_kind::path:
            return named();
        default:
            return unexpected("a value or a name");
    }
}

node_ptr expression_parser::leaf(node_kind kind, double number) {
    node n;
    n.kind = kind;
    n.where = take().where;
    n.number = number;
    return make(std::move(n));
}

node_ptr expression_parser::leaf(node_kind kind) {
    auto t = take();
    node n;
    n.kind = kind;
    n.where = t.where;
    n.number = t.number;
    n.text = std::move(t.text);
    return make(std::move(n));
}

node_ptr expression_parser::parenthesised() {
    take();
    auto inner = nested();
    if (inner && !is(token_kind::close)) return unexpected("`)`");
    if (inner) take();
    return inner;
}

node_ptr expression_parser::named() {
    const auto& name = now();
    if (tokens_[at_ + 1].kind == token_kind::open) {
        return name.one_word ? call() : filtered();
    }
    if (how_ == grammar::select && name.one_word && is_clause_word(name.text)) {
        return unexpected("a value or a name",
                          "a column of that name is telemetry." + source(name.where));
    }
    if (how_ == grammar::condition && at_ == 0 && is_word("select")) {
        return fail(name.where, "misplaced-select", "a condition is expected, no whole SELECT",
                    "write only the condition that follows WHERE");
    }
    return leaf(node_kind::name);
}

node_ptr expression_parser::filtered() {
    auto name = take();
    take();
    auto filter = nested();
    if (!filter) return nullptr;
    if (!is(token_kind::close)) return unexpected("`)`");
    return finished(node_kind::filtered, std::move(name), {std::move(filter)});
}

node_ptr expression_parser::finished(node_kind kind, token name, std::vector<node_ptr> children) {
    node n;
    n.kind = kind;
    n.where = cover(name.where, take().where);
    n.text = std::move(name.text);
    n.children = std::move(children);
    return make(std::move(n));
}

}  // namespace muster::query
