#include "fleet/query/select_planner.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "fleet/query/binder.hpp"
#include "fleet/query/lexer.hpp"
#include "fleet/query/printer.hpp"

namespace muster::query {
namespace {

bool any_child(const node& n, auto&& test) {
    return std::any_of(n.children.begin(), n.children.end(),
                       [&](const node_ptr& child) { return test(*child); });
}

}  // namespace

void select_planner::fail(const node& at, std::string code, std::string text, std::string remedy) {
    problems_.push_back({at.where, std::move(code), std::move(text), std::move(remedy)});
}

plan_result select_planner::run() {
    out_.grouped = has_groups();
    out_.limit = query_.limit;
    check_shape();
    plan_keys();
    const bool can_go_on = problems_.empty();  // without the keys, columns would be unknown
    plan_where();
    if (can_go_on) {
        plan_columns();
        if (query_.having)
            out_.having = bind_output(expanded(query_.having, winner::alias), type::boolean).bound;
        plan_order();
    }
    sort_problems();
    if (!problems_.empty()) return {std::nullopt, std::move(problems_)};
    return {std::move(out_), {}};
}

/// By their places. What is wrong with an alias is wrong wherever it stands, and said once.
void select_planner::sort_problems() {
    std::stable_sort(problems_.begin(), problems_.end(), [](const problem& a, const problem& b) {
        return a.where.offset < b.where.offset;
    });
    const auto last =
        std::unique(problems_.begin(), problems_.end(), [](const problem& a, const problem& b) {
            return a.where.offset == b.where.offset && a.code == b.code && a.text == b.text;
        });
    problems_.erase(last, problems_.end());
}

bool select_planner::has_groups() const {
    const auto holds = [&](const node_ptr& n) { return n && has_aggregate(*n); };
    return !query_.groups.empty() || holds(query_.having) ||
           std::any_of(query_.items.begin(), query_.items.end(),
                       [&](const select_item& item) { return holds(item.what); }) ||
           std::any_of(query_.order.begin(), query_.order.end(),
                       [&](const order_item& item) { return holds(item.what); });
}

bool select_planner::has_aggregate(const node& n) const {
    return aggregate_of(n) || any_child(n, [&](const node& c) { return has_aggregate(c); });
}

void select_planner::check_shape() {
    if (query_.everything && out_.grouped)
        problems_.push_back({*query_.everything, "no-columns", "groups have no columns but yours",
                             "name the columns in place of the *"});
    if (query_.having && !out_.grouped)
        fail(*query_.having, "no-groups", "HAVING chooses among groups, and there are none",
             "write WHERE");
    for (const auto& item : query_.order)
        check_order(*item.what);
    for (std::size_t i = 0; i < query_.items.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (const auto& alias = query_.items[i].alias;
                !alias.empty() && alias == query_.items[j].alias)
                fail(*query_.items[i].what, "duplicate-column", "two columns are named " + alias,
                     "give one of them another name with AS");
}

void select_planner::check_order(const node& key) {
    if (key.kind == node_kind::number)
        fail(key, "not-a-column", "columns are not known by their number", "write their name");
}

const node_ptr* select_planner::alias_of(const node& name, winner who) const {
    if (name.kind != node_kind::name || who == winner::only_column) return nullptr;
    const auto column = names_.find(name.text).what;
    const bool missing =
        column == lookup::outcome::unknown || column == lookup::outcome::not_available;
    if (who == winner::column && !missing) return nullptr;
    for (const auto& item : query_.items)
        if (!item.alias.empty() && path_segment(item.alias) == name.text) return &item.what;
    return nullptr;
}

node_ptr select_planner::expanded(const node_ptr& tree, winner who) const {
    if (const auto* meant = alias_of(*tree, who)) return expanded(*meant, winner::only_column);
    if (tree->kind != node_kind::name && tree->children.empty()) return tree;
    auto copy = *tree;
    if (tree->kind == node_kind::name) {
        const auto answer = names_.find(tree->text);
        if (answer.what != lookup::outcome::found) return tree;
        copy.text = names_.columns()[answer.found.id].name;
    }
    for (auto& child : copy.children)
        child = expanded(child, who);
    return std::make_shared<const node>(std::move(copy));
}

bool select_planner::refuse_aggregates(const node& tree, const char* where, const char* remedy) {
    if (aggregate_of(tree)) {
        fail(tree, "misplaced-aggregate",
             shown(tree) + " is computed from many rows and has no place in " + where, remedy);
        return true;
    }
    return any_child(tree, [&](const node& c) { return refuse_aggregates(c, where, remedy); });
}

select_planner::bound_tree select_planner::bind_over(const table_scope& names, const node_ptr& tree,
                                                     std::optional<type> wanted) {
    bound_tree out;
    instant_resolver times(names, frame_, problems_);
    out.is_instant = times.is_instant(*tree);
    if (tree->kind == node_kind::name) {
        if (const auto* c = names.column_of(tree->text)) {
            out.is_percent = c->is_percent;
            out.words = c->words;
        }
    }
    const auto settled = times.resolve(tree);
    if (!settled) return out;
    auto result = bind(settled, names, wanted);
    problems_.insert(problems_.end(), result.problems.begin(), result.problems.end());
    out.bound = std::move(result.bound);
    return out;
}

void select_planner::plan_where() {
    if (!query_.where) return;
    const auto tree = expanded(query_.where, winner::column);
    if (refuse_aggregates(*tree, "WHERE", "write the condition behind HAVING")) return;
    out_.where = bind_over(names_, tree, type::boolean).bound;
}

void select_planner::plan_keys() {
    for (const auto& group : query_.groups) {
        const auto tree = expanded(group, winner::column);
        if (refuse_aggregates(*tree, "GROUP BY", "group by columns")) continue;
        auto key = bind_over(names_, tree);
        if (!key.bound) continue;
        if (tree->kind == node_kind::call && tree->text == "window") window_key_ = out_.keys.size();
        column c{to_text(*tree), key.bound.result(), key.is_instant, key.is_percent};
        c.words = std::move(key.words);
        out_.group_names.add(std::move(c));
        key_trees_.push_back(tree);
        out_.keys.push_back(std::move(key.bound));
    }
}

void select_planner::plan_everything() {
    for (const auto& c : names_.columns()) {
        node n;
        n.kind = node_kind::name;
        n.where = *query_.everything;
        n.text = c.name;
        add_column(c.name, n.where, std::make_shared<const node>(std::move(n)));
    }
}

void select_planner::plan_columns() {
    if (query_.everything) return plan_everything();
    for (const auto& item : query_.items) {
        const auto tree = expanded(item.what, winner::only_column);
        add_column(item.alias.empty() ? default_name(*tree) : item.alias, item.where, tree);
    }
}

void select_planner::add_column(std::string name, span where, const node_ptr& what) {
    const bool taken = std::any_of(out_.columns.begin(), out_.columns.end(),
                                   [&](const column& c) { return c.name == name; });
    if (taken) {
        problems_.push_back({where, "duplicate-column", "two columns are named " + name,
                             "give one of them another name with AS"});
        return;
    }
    auto value = bind_output(what);
    const auto kind = value.bound.result();
    out_.columns.push_back({std::move(name), kind, value.is_instant, value.is_percent});
    out_.values.push_back(std::move(value.bound));
}

void select_planner::plan_order() {
    for (const auto& item : query_.order)
        out_.order.push_back(
            {bind_output(expanded(item.what, winner::alias)).bound, item.descending});
}

std::string select_planner::default_name(const node& what) const {
    if (what.kind == node_kind::name) return what.text;
    if (what.kind != node_kind::call) return to_text(what);
    if (what.children.empty() || what.text == "window") return what.text;
    const auto& argument = *what.children[0];
    if (!aggregate_of(what) || what.children.size() > 1 || argument.kind != node_kind::name)
        return to_text(what);
    return what.text + "_" + argument.text.substr(argument.text[0] == '$' ? 1 : 0);
}

}  // namespace muster::query
