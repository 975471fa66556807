#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fleet/query/ast.hpp"
#include "fleet/query/lexer.hpp"
#include "fleet/query/problem.hpp"

namespace muster::query {

/// What an expression may hold: a condition or formula by itself, or a part of a SELECT, where
/// there are aggregates and windows and where the words of clauses end an expression.
enum class grammar : std::uint8_t { condition, select };

/// Reads expressions out of a text's tokens, by recursive descent with one function for each level
/// of precedence. A function that meets a problem notes it and returns null; only the first problem
/// is kept, since what follows would be guessing. Serves one text.
class expression_parser {
public:
    /// The text has to outlive it; the tokens end with `end`.
    expression_parser(std::string_view text, std::vector<token> tokens, grammar how)
        : text_(text), tokens_(std::move(tokens)), how_(how) {}

    /// A whole expression, as far as one goes; null where there is a problem.
    node_ptr expression() { return nested(); }

    const token& now() const { return tokens_[at_]; }
    bool is(token_kind k) const { return now().kind == k; }
    /// The token behind the one here.
    const token& next() const { return tokens_[at_ + (is(token_kind::end) ? 0 : 1)]; }
    token take();
    bool accept(token_kind k);
    /// Whether the token here is this word, in any case.
    bool is_word(std::string_view word) const;
    bool accept_word(std::string_view word);

    node_ptr fail(span where, std::string code, std::string text, std::string remedy = {});
    /// The token here is not what is wanted.
    node_ptr unexpected(const std::string& wanted, std::string remedy = {});
    std::optional<problem>& trouble() { return problem_; }
    std::string source(span where) const;

private:
    node_ptr make(node n);
    node_ptr make(node_kind kind, std::vector<node_ptr> children);
    node_ptr prefixed(node_kind kind, span begin, node_ptr child);
    node_ptr tested(node_kind kind, std::vector<node_ptr> children, bool negated, span end);
    node_ptr finished(node_kind kind, token name, std::vector<node_ptr> children);
    node_ptr leaf(node_kind kind, double number);
    node_ptr leaf(node_kind kind);

    /// An expression, one level deeper.
    node_ptr nested();
    template <typename F>
    node_ptr deeper(F read);
    /// `a OR b OR c`, and with AND inside each.
    node_ptr chain(token_kind word, node_kind kind);
    node_ptr negation();
    node_ptr comparison();
    node_ptr compared(node_kind kind, node_ptr left);
    node_ptr is_null(node_ptr left);
    node_ptr like(node_ptr left, bool negated);
    node_ptr in(node_ptr left, bool negated);
    node_ptr sum();
    node_ptr product();
    node_ptr signed_value();
    node_ptr operand();
    node_ptr parenthesised();
    node_ptr named();
    node_ptr filtered();

    node_ptr call();
    node_ptr select_call(token name);
    /// What stands between the parentheses of a call; nothing where there is a problem.
    std::optional<std::vector<node_ptr>> arguments();
    node_ptr wrong_count(const token& name, std::size_t least, std::size_t most, std::size_t found);
    node_ptr unknown_function(const token& name);

    std::string_view text_;
    std::vector<token> tokens_;
    grammar how_;
    std::size_t at_ = 0, depth_ = 0, nodes_ = 0;
    std::optional<problem> problem_;
};

}  // namespace muster::query
