#include "fleet/query/explain.hpp"

#include <algorithm>

#include "fleet/query/expansion.hpp"
#include "fleet/query/printer.hpp"
#include "fleet/query/value_text.hpp"

namespace muster::query {
namespace {

bool is_composed(node_kind kind) {
    return kind == node_kind::logical_and || kind == node_kind::logical_or ||
           kind == node_kind::logical_not;
}

/// The names and filtered metrics of a tree, each once, in the order of the text.
void collect_names(const node_ptr& tree, std::vector<node_ptr>& to) {
    if (tree->kind == node_kind::name || tree->kind == node_kind::filtered) {
        const bool known = std::any_of(to.begin(), to.end(),
                                       [&](const node_ptr& n) { return same_tree(*n, *tree); });
        if (!known) to.push_back(tree);
        return;
    }
    for (const auto& child : tree->children)
        collect_names(child, to);
}

class explainer {
public:
    explainer(const scope& names, const row& r) : names_(names), row_(r) {}
    explainer(const table_scope& names, const time_frame& frame, const row& r)
        : names_(names), row_(r), table_(&names), frame_(frame) {}

    explanation visit(const node_ptr& tree) {
        explanation out;
        out.condition = to_text(*tree);
        if (const auto v = evaluate(tree); v.is_boolean()) out.holds = v.truth();
        const auto meaning =
            tree->kind == node_kind::name ? names_.meaning_of(tree->text) : nullptr;
        if (meaning) {
            out.parts.push_back(visit(meaning));
        } else if (is_composed(tree->kind)) {
            for (const auto& child : tree->children)
                out.parts.push_back(visit(child));
        } else {
            out.reason = reason(tree);
        }
        return out;
    }

private:
    expression bound(const node_ptr& tree) const {
        auto settled = tree;
        if (table_ != nullptr) {
            std::vector<problem> problems;
            settled = instant_resolver(*table_, frame_, problems).resolve(tree);
            if (!settled) return {};
        }
        return bind(settled, names_).bound;
    }

    /// What it yields; a text lives until the next call.
    value evaluate(const node_ptr& tree) {
        last_ = bound(tree);
        return last_.evaluate(row_);
    }

    bool is_instant(const node& name) const {
        const auto* column = table_ == nullptr ? nullptr : table_->column_of(name.text);
        return column != nullptr && column->is_instant;
    }

    std::string reason(const node_ptr& tree) {
        if (tree->kind == node_kind::name) {
            const auto is = evaluate(tree);
            if (is.is_null()) return "there is no value";
            // A group without a condition is a list.
            return tree->text.starts_with(group_prefix) ? on_list(is.truth()) : "";
        }
        std::vector<node_ptr> all, known;
        collect_names(tree, all);
        // A bare word opposite a field is one of its words, and has no value.
        std::copy_if(all.begin(), all.end(), std::back_inserter(known),
                     [this](const node_ptr& n) { return static_cast<bool>(bound(n)); });
        std::string out;
        for (const auto& name : known) {
            if (!out.empty()) out += ", ";
            out += (known.size() == 1 ? "it" : to_text(*name)) + " is " + value_of(name);
        }
        return out;
    }

    std::string on_list(bool is) const {
        const auto id = names_.find("$id");
        const auto who = id.what == lookup::outcome::found ? row_.get(id.found.id) : value();
        const auto name = who.is_text() ? std::string(who.text()) : std::string("it");
        return name + (is ? " is on the list" : " is not on the list");
    }

    std::string value_of(const node_ptr& name) {
        const auto v = evaluate(name);
        return literal_text(v, last_.result(), is_instant(*name));
    }

    const scope& names_;
    const row& row_;
    const table_scope* table_ = nullptr;
    time_frame frame_;
    expression last_;
};

void append(std::string& to, const explanation& why, std::size_t depth) {
    const std::string_view verdict = !why.holds ? "NULL" : *why.holds ? "true" : "false";
    to.append(depth * 2, ' ');
    to += why.condition + " is " + std::string(verdict);
    if (!why.reason.empty()) to += ": " + why.reason;
    to += '\n';
    for (const auto& part : why.parts)
        append(to, part, depth + 1);
}

}  // namespace

explanation explain(const node_ptr& condition, const scope& names, const row& r) {
    return explainer(names, r).visit(condition);
}

explanation explain(const node_ptr& condition, const table_scope& names, const time_frame& frame,
                    const row& r) {
    return explainer(names, frame, r).visit(condition);
}

std::string to_text(const explanation& why) {
    std::string out;
    append(out, why, 0);
    return out;
}

}  // namespace muster::query
