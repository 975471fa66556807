#include <utility>

#include "fleet/query/aggregates.hpp"
#include "fleet/query/expression_parser.hpp"
#include "fleet/query/functions.hpp"
#include "fleet/query/places.hpp"

/// Calls of functions.
namespace muster::query {
namespace {

span cover(span from, span to) {
    return {from.offset, to.offset + to.length - from.offset};
}

}  // namespace

node_ptr expression_parser::call() {
    auto name = take();
    if (how_ == grammar::select && is_select_function(name.text)) return select_call(name);
    const auto* f = find_function(name.text);
    if (!f) return unknown_function(name);
    name.text = f->name;
    auto given = arguments();
    if (!given) return nullptr;
    if (given->size() < f->least_arguments || given->size() > f->most_arguments)
        return wrong_count(name, f->least_arguments, f->most_arguments, given->size());
    return finished(node_kind::call, std::move(name), std::move(*given));
}

/// Aggregates, `COUNT(*)`, WINDOW and WITHIN_WINDOW.
node_ptr expression_parser::select_call(token name) {
    name.text = lower_case(name.text);
    if (name.text == "count" && next().kind == token_kind::star) {
        take();
        take();
        if (!is(token_kind::close)) return unexpected("`)`");
        return finished(node_kind::call, std::move(name), {});
    }
    auto given = arguments();
    if (!given) return nullptr;
    const std::size_t wanted = name.text == "percentile" ? 2 : 1;
    if (given->size() != wanted) return wrong_count(name, wanted, wanted, given->size());
    return finished(node_kind::call, std::move(name), std::move(*given));
}

std::optional<std::vector<node_ptr>> expression_parser::arguments() {
    take();
    std::vector<node_ptr> all;
    while (!is(token_kind::close)) {
        if (!all.empty() && !accept(token_kind::comma)) {
            unexpected("`,` or `)`");
            return std::nullopt;
        }
        auto argument = nested();
        if (!argument) return std::nullopt;
        all.push_back(std::move(argument));
    }
    return all;
}

node_ptr expression_parser::wrong_count(const token& name, std::size_t least, std::size_t most,
                                        std::size_t found) {
    const auto count = std::to_string(least);
    return fail(cover(name.where, now().where), "wrong-arguments",
                name.text + " takes " + (most > least ? "at least " : "") + count +
                    (count == "1" ? " argument" : " arguments") + ", found " +
                    std::to_string(found));
}

node_ptr expression_parser::unknown_function(const token& name) {
    if (is_select_function(name.text)) {
        return fail(name.where, "misplaced-aggregate",
                    source(name.where) + " has a meaning in SELECT alone",
                    "`muster query` asks the folder of a run");
    }
    auto places = place_function_remedy(name.text);
    if (!places.empty())
        return fail(name.where, "unknown-function", "`" + source(name.where) + "` is no function",
                    std::move(places));
    const auto nearest =
        how_ == grammar::select ? nearest_select_function(name.text) : nearest_function(name.text);
    return fail(name.where, "unknown-function",
                "`" + source(name.where) + "` is no function and no metric that takes a filter",
                nearest.empty() ? std::string() : "did you mean " + nearest + "?");
}

}  // namespace muster::query
