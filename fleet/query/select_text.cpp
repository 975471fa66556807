#include "fleet/query/select_text.hpp"

#include "fleet/query/literals.hpp"
#include "fleet/query/printer.hpp"
#include "fleet/query/type_rules.hpp"

namespace muster::query {
namespace {

std::string items_text(const select_query& query) {
    std::string out;
    for (const auto& item : query.items) {
        if (!out.empty()) out += ", ";
        out += to_text(*item.what);
        if (!item.alias.empty()) out += " AS " + text_literal(item.alias);
    }
    return query.everything ? "*" : out;
}

template <class List, class Text>
std::string joined(const List& list, Text text) {
    std::string out;
    for (const auto& each : list)
        out += (out.empty() ? "" : ", ") + text(each);
    return out;
}

class tree_writer {
public:
    tree_writer(const table_scope& names, const time_frame& frame) : names_(names), frame_(frame) {}

    void add(const std::string& clause, const node_ptr& tree) {
        out_ += clause + '\n';
        add(tree, 1);
    }
    void note(const std::string& line) { out_ += line + '\n'; }
    std::string take() { return std::move(out_); }

private:
    void add(const node_ptr& n, std::size_t depth) {
        out_.append(depth * 2, ' ');
        out_ += to_text(*n) + type_text(n) + '\n';
        for (const auto& child : n->children)
            add(child, depth + 1);
    }

    /// Of an aggregate the type of what it is computed from.
    std::string type_text(const node_ptr& n) const {
        if (const auto how = aggregate_of(*n)) {
            const bool counts =
                how->what == aggregate::kind::rows || how->what == aggregate::kind::count;
            return counts ? ": a number over many rows"
                          : type_text(n->children[0]) + " over many rows";
        }
        std::vector<problem> problems;
        instant_resolver times(names_, frame_, problems);
        if (times.is_instant(*n)) return ": a time";
        const auto settled = times.resolve(n);
        if (!settled) return {};
        const auto bound = bind(settled, names_).bound;
        return bound ? ": " + with_article(bound.result()) : std::string();
    }

    const table_scope& names_;
    const time_frame& frame_;
    std::string out_;
};

}  // namespace

std::string to_text(const select_query& query) {
    std::string out = "SELECT " + items_text(query);
    if (query.from) out += " FROM " + text_literal(query.from->name);
    if (query.where) out += " WHERE " + to_text(*query.where);
    if (!query.groups.empty())
        out +=
            " GROUP BY " + joined(query.groups, [](const node_ptr& key) { return to_text(*key); });
    if (query.having) out += " HAVING " + to_text(*query.having);
    if (!query.order.empty())
        out += " ORDER BY " + joined(query.order, [](const order_item& item) {
                   return to_text(*item.what) + (item.descending ? " DESC" : "");
               });
    if (query.limit) out += " LIMIT " + std::to_string(*query.limit);
    return out;
}

std::string plan_text(const select_query& query, const select_plan& plan, const table_scope& names,
                      const time_frame& frame) {
    tree_writer w(names, frame);
    if (query.everything) w.note("SELECT * of " + std::to_string(plan.columns.size()) + " columns");
    for (std::size_t i = 0; i < query.items.size(); ++i)
        w.add("SELECT " + plan.columns[i].name, query.items[i].what);
    if (query.where) w.add("WHERE", query.where);
    for (const auto& key : query.groups)
        w.add("GROUP BY", key);
    if (query.having) w.add("HAVING", query.having);
    for (const auto& item : query.order)
        w.add(item.descending ? "ORDER BY, descending" : "ORDER BY", item.what);
    if (query.limit) w.note("LIMIT " + std::to_string(*query.limit));
    if (plan.grouped && plan.keys.empty()) w.note("all rows are one group");
    return w.take();
}

}  // namespace muster::query
