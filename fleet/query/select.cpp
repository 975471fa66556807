#include "fleet/query/select.hpp"

#include <cmath>
#include <utility>

#include "fleet/diagnostic.hpp"
#include "fleet/query/aggregates.hpp"
#include "fleet/query/expression_parser.hpp"
#include "fleet/query/limits.hpp"

namespace muster::query {
namespace {

/// Reads the clauses around the expressions; ends at the first problem.
class select_parser {
public:
    select_parser(std::string_view text, std::vector<token> tokens)
        : in_(text, std::move(tokens), grammar::select) {}

    select_result run() {
        const bool good = head() && columns() && clauses() && limit() && end();
        if (good) return {std::move(out_), {}};
        return {std::nullopt, {std::move(*in_.trouble())}};
    }

private:
    bool head() {
        if (!in_.accept_word("select")) {
            in_.unexpected("SELECT", "write SELECT columns FROM table WHERE condition");
            return false;
        }
        if (in_.is_word("distinct")) {
            in_.fail(in_.now().where, "unexpected-token", "there is no DISTINCT",
                     "write GROUP BY with the same columns");
            return false;
        }
        return !is_top() || whole_number("TOP");
    }

    /// `TOP 10`; a column may have that name too.
    bool is_top() {
        if (!in_.is_word("top") || in_.next().kind != token_kind::number) return false;
        in_.take();
        return true;
    }

    bool whole_number(const std::string& clause) {
        const auto& t = in_.now();
        const bool whole =
            t.kind == token_kind::number && t.number == std::floor(t.number) && t.number <= 1e15;
        if (!whole || out_.limit) {
            if (whole)
                in_.fail(t.where, "two-limits", "TOP and LIMIT both limit the rows", "keep one");
            else
                in_.unexpected("a whole number behind " + clause, "such as " + clause + " 10");
            return false;
        }
        out_.limit = static_cast<std::uint64_t>(in_.take().number);
        return true;
    }

    bool columns() {
        if (in_.is(token_kind::star)) {
            out_.everything = in_.take().where;
            return true;
        }
        do {
            if (!column()) return false;
        } while (in_.accept(token_kind::comma));
        return within(out_.items.size(), limits::select_items, "columns");
    }

    bool column() {
        select_item item;
        item.what = in_.expression();
        if (!item.what) return false;
        item.where = item.what->where;
        const bool has_as = in_.accept_word("as");
        const bool has_alias = is_alias() || (has_as && in_.is(token_kind::text));
        if (has_as && !has_alias) {
            in_.unexpected("the column's name behind AS", "such as power AS p");
            return false;
        }
        if (has_alias) item.alias = in_.take().text;
        out_.items.push_back(std::move(item));
        return true;
    }

    bool is_alias() const {
        const auto& t = in_.now();
        return t.kind == token_kind::path && t.one_word && t.text[0] != '$' &&
               !is_clause_word(t.text);
    }

    bool within(std::size_t count, std::size_t most, const char* what) {
        if (count <= most) return true;
        in_.fail(in_.now().where, "too-large",
                 "a query has at most " + std::to_string(most) + " " + what);
        return false;
    }

    bool clauses() {
        if (in_.accept_word("from") && !table()) return false;
        if (in_.accept_word("where") && !(out_.where = in_.expression())) return false;
        if (in_.accept_word("group") && !(by("GROUP") && groups())) return false;
        if (in_.accept_word("having") && !(out_.having = in_.expression())) return false;
        return !in_.accept_word("order") || (by("ORDER") && order());
    }

    bool table() {
        const auto& t = in_.now();
        const bool named = t.kind == token_kind::path && !(t.one_word && is_clause_word(t.text));
        if (!named && t.kind != token_kind::text) {
            in_.unexpected("the name of a table");
            return false;
        }
        const auto taken = in_.take();
        out_.from = {taken.text, taken.where};
        return true;
    }

    bool by(const std::string& clause) {
        if (in_.accept_word("by")) return true;
        in_.unexpected("BY behind " + clause, "write " + clause + " BY");
        return false;
    }

    bool groups() {
        do {
            auto key = in_.expression();
            if (!key) return false;
            out_.groups.push_back(std::move(key));
        } while (in_.accept(token_kind::comma));
        return within(out_.groups.size(), limits::keys, "expressions behind GROUP BY");
    }

    bool order() {
        do {
            order_item item;
            item.what = in_.expression();
            if (!item.what) return false;
            item.descending = in_.accept_word("desc");
            if (!item.descending) in_.accept_word("asc");
            out_.order.push_back(std::move(item));
        } while (in_.accept(token_kind::comma));
        return within(out_.order.size(), limits::keys, "expressions behind ORDER BY");
    }

    bool limit() { return !in_.accept_word("limit") || whole_number("LIMIT"); }

    bool end() {
        if (in_.is(token_kind::end)) return true;
        in_.unexpected(wanted_here(), remedy_here());
        return false;
    }

    /// What may still come where the query goes on with something else.
    std::string wanted_here() const {
        if (out_.limit) return "the end";
        if (!out_.order.empty()) return "`,`, LIMIT or the end";
        if (out_.having) return "ORDER BY, LIMIT or the end";
        if (!out_.groups.empty()) return "`,`, HAVING, ORDER BY, LIMIT or the end";
        if (out_.where) return "AND, OR, GROUP BY, ORDER BY, LIMIT or the end";
        if (out_.from) return "WHERE, GROUP BY, ORDER BY, LIMIT or the end";
        return "`,`, FROM, WHERE, GROUP BY, ORDER BY, LIMIT or the end";
    }

    std::string remedy_here() const {
        const auto& t = in_.now();
        if (in_.is_word("join") || in_.is(token_kind::comma))
            return out_.from ? "a query reads one table" : "";
        if (in_.is_word("offset")) return "rows can't be skipped; leave it out";
        if (t.kind != token_kind::path) return {};
        if (is_clause_word(t.text))
            return "the order is FROM, WHERE, GROUP BY, HAVING, ORDER BY, LIMIT";
        // `temperature FORM meter` reads as a column with an alias.
        if (!out_.from && !out_.items.empty() && !out_.items.back().alias.empty())
            if (auto near = nearest_clause(out_.items.back().alias); !near.empty()) return near;
        if (auto near = nearest_clause(t.text); !near.empty()) return near;
        return out_.from && !out_.where ? "a condition begins with WHERE" : "";
    }

    static std::string nearest_clause(const std::string& word) {
        const auto near =
            nearest_name(lower_case(word), {"from", "where", "group", "having", "order", "limit"});
        return near.empty() ? near : "did you mean " + upper_case(near) + "?";
    }

    static std::string upper_case(std::string text) {
        for (char& c : text)
            c = static_cast<char>(c - 'a' + 'A');
        return text;
    }

    expression_parser in_;
    select_query out_;
};

/// Without the semicolon and the blanks at its end.
std::string_view without_end(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const auto cut = [&](std::string_view more) {
        while (!text.empty() && more.find(text.back()) != std::string_view::npos)
            text.remove_suffix(1);
    };
    cut(blanks);
    if (text.ends_with(';')) text.remove_suffix(1);
    cut(blanks);
    return text;
}

}  // namespace

select_result parse_select(std::string_view text) {
    text = without_end(text);
    if (text.size() > limits::text_bytes) {
        const auto most = static_cast<std::uint32_t>(limits::text_bytes);
        return {{}, {{{most, 0}, "too-long", "the query has more than 4096 bytes", {}}}};
    }
    auto lexed = lex(text);
    if (!lexed.problems.empty()) return {{}, std::move(lexed.problems)};
    if (lexed.tokens.size() == 1)
        return {{},
                {{{0, 0},
                  "empty-query",
                  "the query is empty",
                  "write SELECT columns FROM table WHERE condition"}}};
    return select_parser(text, std::move(lexed.tokens)).run();
}

}  // namespace muster::query
