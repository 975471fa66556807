#include <memory>
#include <utility>

#include "fleet/query/binder.hpp"
#include "fleet/query/name_problems.hpp"
#include "fleet/query/printer.hpp"
#include "fleet/query/select_planner.hpp"
#include "fleet/query/type_rules.hpp"

/// What a query with groups computes from them: keys and aggregates become names.
namespace muster::query {
namespace {

using takes = aggregate::kind;

node_ptr name_node(span where, std::string text) {
    node n;
    n.kind = node_kind::name;
    n.where = where;
    n.text = std::move(text);
    return std::make_shared<const node>(std::move(n));
}

/// Whether a child stands opposite something in this node.
bool has_sides(node_kind kind) {
    return kind >= node_kind::equal && kind <= node_kind::in;
}

bool is_window(const node& n) {
    return n.kind == node_kind::call && (n.text == "window" || n.text == "within_window");
}

bool is_quantity(type kind) {
    return kind == type::number || kind == type::time_span;
}

}  // namespace

select_planner::bound_tree select_planner::bind_output(const node_ptr& tree,
                                                       std::optional<type> wanted) {
    if (!out_.grouped) return bind_over(names_, tree, wanted);
    const auto over = over_groups(tree);
    return over ? bind_over(out_.group_names, over, wanted) : bound_tree{};
}

node_ptr select_planner::over_groups(const node_ptr& tree, bool is_side) {
    if (auto key = key_name(*tree)) return key;
    if (const auto how = aggregate_of(*tree)) return aggregate_name(tree, *how);
    if (tree->kind == node_kind::name) return plain_name(tree, is_side);
    if (tree->children.empty()) return tree;
    if (is_window(*tree)) {
        fail(*tree, "not-grouped", shown(*tree) + " has a value for each row, not for each group",
             "add it to GROUP BY");
        return nullptr;
    }
    auto copy = *tree;
    for (auto& child : copy.children) {
        child = over_groups(child, has_sides(tree->kind));
        if (!child) return nullptr;
    }
    return std::make_shared<const node>(std::move(copy));
}

/// The name of the key that the tree is; `$ts` is the window where rows are grouped by one.
node_ptr select_planner::key_name(const node& n) const {
    for (std::size_t i = 0; i < key_trees_.size(); ++i)
        if (same_tree(*key_trees_[i], n))
            return name_node(n.where, out_.group_names.columns()[i].name);
    if (window_key_ && n.kind == node_kind::name && n.text == "$ts")
        return name_node(n.where, out_.group_names.columns()[*window_key_].name);
    return nullptr;
}

node_ptr select_planner::plain_name(const node_ptr& name, bool is_side) {
    const auto answer = names_.find(name->text);
    if (answer.what == lookup::outcome::unknown && is_side && is_bare_word(*name)) return name;
    if (answer.what != lookup::outcome::found) {
        problems_.push_back(name_problem(names_, *name, answer));
    } else {
        const bool counts =
            is_quantity(answer.found.kind) && !names_.columns()[answer.found.id].is_instant;
        fail(*name, "not-grouped", shown(*name) + " has a value for each row, and a group has many",
             std::string("write ") + (counts ? "avg(" : "last(") + name->text +
                 "), or add it to GROUP BY");
    }
    return nullptr;
}

node_ptr select_planner::aggregate_name(const node_ptr& call, const aggregate& how) {
    const auto text = to_text(*call);
    const auto before = problems_.size();
    if (out_.group_names.column_of(text) == nullptr) add_aggregate(*call, how, text);
    return problems_.size() == before ? name_node(call->where, text) : nullptr;
}

void select_planner::add_aggregate(const node& call, const aggregate& how,
                                   const std::string& name) {
    bound_tree argument;
    if (how.what != takes::rows) {
        const auto& child = call.children[0];
        if (refuse_aggregates(*child, "another aggregate", "compute one of them")) return;
        argument = bind_over(names_, child);
        if (!argument.bound || !fits(call, how, argument)) return;
    }
    const bool counts = how.what == takes::rows || how.what == takes::count;
    column c{name, counts ? type::number : argument.bound.result(), !counts && argument.is_instant,
             !counts && how.what != takes::sum && argument.is_percent};
    if (!counts) c.words = std::move(argument.words);
    out_.group_names.add(std::move(c));
    out_.aggregates.push_back({how, std::move(argument.bound)});
}

bool select_planner::fits(const node& call, const aggregate& how, const bound_tree& argument) {
    const auto what = argument.bound.result();
    if (how.what == takes::percentile && how.share < 0) {
        fail(*call.children[1], "not-a-literal", "a percentile is a number between 0 and 100",
             "write percentile(x, 99.9)");
        return false;
    }
    if (how.what == takes::count || how.what == takes::first || how.what == takes::last)
        return true;
    const bool sums = how.what == takes::sum || how.what == takes::avg;
    if (is_quantity(what) && !(sums && argument.is_instant)) return true;
    const auto found = argument.is_instant ? "a time" : with_article(what);
    fail(*call.children[0], "type-mismatch",
         shown(*call.children[0]) + " is " + found + ", " + call.text +
             " wants a number or a time span",
         "write count, first or last");
    return false;
}

}  // namespace muster::query
