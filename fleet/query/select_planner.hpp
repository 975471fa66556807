#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fleet/query/select_plan.hpp"

namespace muster::query {

/// Makes a plan of a query. Goes on behind a problem, so that all are found. Serves one query.
class select_planner {
public:
    select_planner(const select_query& query, const table_scope& names, const time_frame& frame)
        : query_(query), names_(names), frame_(frame) {}
    plan_result run();

private:
    /// Which of a column and an alias of the same name is meant; aliases see no aliases.
    enum class winner : std::uint8_t { column, alias, only_column };

    void fail(const node& at, std::string code, std::string text, std::string remedy = {});
    void sort_problems();
    void check_shape();
    void check_order(const node& key);
    bool has_aggregate(const node& n) const;
    bool has_groups() const;

    void plan_where();
    void plan_keys();
    void plan_columns();
    void plan_everything();
    void plan_order();
    void add_column(std::string name, span where, const node_ptr& what);

    /// The tree with aliases replaced by what they stand for and columns by their first names.
    node_ptr expanded(const node_ptr& tree, winner who) const;
    const node_ptr* alias_of(const node& name, winner who) const;
    std::string default_name(const node& what) const;
    /// Notes an aggregate where none may be; whether there is one.
    bool refuse_aggregates(const node& tree, const char* where, const char* remedy);

    struct bound_tree {
        expression bound;
        bool is_instant = false, is_percent = false;
        std::vector<std::string> words;
    };
    /// Null expression where a problem was noted.
    bound_tree bind_over(const table_scope& names, const node_ptr& tree,
                         std::optional<type> wanted = std::nullopt);
    /// Binds an expression of the result: over the groups, or over the rows without any.
    bound_tree bind_output(const node_ptr& tree, std::optional<type> wanted = std::nullopt);

    /// The tree with keys and aggregates replaced by names of `group_names`. `is_side`: it stands
    /// opposite something, where a bare word may be one of its words.
    node_ptr over_groups(const node_ptr& tree, bool is_side = false);
    node_ptr key_name(const node& n) const;
    node_ptr aggregate_name(const node_ptr& call, const aggregate& how);
    void add_aggregate(const node& call, const aggregate& how, const std::string& name);
    bool fits(const node& call, const aggregate& how, const bound_tree& argument);
    node_ptr plain_name(const node_ptr& name, bool is_side);

    const select_query& query_;
    const table_scope& names_;
    const time_frame& frame_;
    std::vector<node_ptr> key_trees_;
    std::optional<std::size_t> window_key_;
    select_plan out_;
    std::vector<problem> problems_;
};

}  // namespace muster::query
