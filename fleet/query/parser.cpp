#include "fleet/query/parser.hpp"

#include "fleet/query/expression_parser.hpp"
#include "fleet/query/lexer.hpp"
#include "fleet/query/limits.hpp"

namespace muster::query {

parse_result parse(std::string_view text) {
    if (text.size() > limits::text_bytes) {
        const auto most = static_cast<std::uint32_t>(limits::text_bytes);
        return {nullptr, {{{most, 0}, "too-long", "the query has more than 4096 bytes", {}}}};
    }
    auto lexed = lex(text);
    if (!lexed.problems.empty()) return {nullptr, std::move(lexed.problems)};
    if (lexed.tokens.size() == 1) {
        return {nullptr, {{{0, 0}, "empty-query", "the query is empty", {}}}};
    }
    expression_parser reader(text, std::move(lexed.tokens), grammar::condition);
    auto tree = reader.expression();
    if (tree && !reader.is(token_kind::end)) tree = reader.unexpected("the end");
    if (auto& trouble = reader.trouble()) return {nullptr, {std::move(*trouble)}};
    return {std::move(tree), {}};
}

}  // namespace muster::query
