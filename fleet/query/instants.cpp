#include "fleet/query/instants.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "fleet/query/binder.hpp"
#include "fleet/query/expansion.hpp"
#include "fleet/query/instant_text.hpp"
#include "fleet/query/literals.hpp"

namespace muster::query {
namespace {

constexpr const char* time_remedy =
    "write a time as '2026-06-21T00:15:00Z', or WITHIN_WINDOW(1h) for the last hour";

bool is_comparison(node_kind kind) {
    return kind >= node_kind::equal && kind <= node_kind::greater_equal;
}

bool is_arithmetic(node_kind kind) {
    return kind >= node_kind::add && kind <= node_kind::modulo;
}

/// A copy with other children.
node_ptr with_children(const node& n, std::vector<node_ptr> children) {
    auto copy = n;
    copy.children = std::move(children);
    return std::make_shared<const node>(std::move(copy));
}

node_ptr duration_node(span where, double microseconds) {
    node n;
    n.kind = node_kind::duration;
    n.where = where;
    n.number = microseconds;
    return std::make_shared<const node>(std::move(n));
}

node_ptr time_name(span where) {
    node n;
    n.kind = node_kind::name;
    n.where = where;
    n.text = "$ts";
    return std::make_shared<const node>(std::move(n));
}

node_ptr operation_on(node_kind kind, span where, node_ptr a, node_ptr b) {
    node n;
    n.kind = kind;
    n.where = where;
    n.children = {std::move(a), std::move(b)};
    return std::make_shared<const node>(std::move(n));
}

/// `PT10M` in quotes is a span too.
std::optional<double> span_of(const node& n) {
    if (n.kind == node_kind::duration) return n.number;
    return n.kind == node_kind::text ? read_iso_duration(n.text) : std::nullopt;
}

}  // namespace

node_ptr instant_resolver::fail(const node& at, std::string code, std::string text,
                                std::string remedy) {
    problems_.push_back({at.where, std::move(code), std::move(text), std::move(remedy)});
    return nullptr;
}

bool instant_resolver::is_instant(const node& n) const {
    switch (n.kind) {
        case node_kind::name: {
            const auto* c = names_.column_of(n.text);
            return c != nullptr && c->is_instant;
        }
        case node_kind::add:
            return is_instant(*n.children[0]) || is_instant(*n.children[1]);
        case node_kind::subtract:
            return is_instant(*n.children[0]) && !is_instant(*n.children[1]);
        case node_kind::call:
            if (n.text == "window") return true;
            if (n.text == "if") return is_instant(*n.children[1]) || is_instant(*n.children[2]);
            return (n.text == "min" || n.text == "max") &&
                   std::any_of(n.children.begin(), n.children.end(),
                               [&](const node_ptr& c) { return is_instant(*c); });
        default:
            return false;
    }
}

node_ptr instant_resolver::resolve(const node_ptr& tree) {
    if (tree->kind == node_kind::name && names_.meaning_of(tree->text)) {
        const auto meant = expand(tree, names_, problems_);
        return meant ? resolve(meant) : nullptr;
    }
    if (tree->kind == node_kind::call && tree->text == "age") return age(tree);
    if (tree->kind == node_kind::call && tree->text == "window") return window(*tree);
    if (tree->kind == node_kind::call && tree->text == "within_window") return within_window(*tree);
    if (is_comparison(tree->kind) || tree->kind == node_kind::in) return comparison(tree);
    if (is_arithmetic(tree->kind)) return arithmetic(tree);
    return resolved_children(tree);
}

node_ptr instant_resolver::resolved_children(const node_ptr& tree) {
    if (tree->children.empty()) return tree;
    std::vector<node_ptr> children;
    for (const auto& child : tree->children)
        children.push_back(resolve(child));
    const bool whole = std::find(children.begin(), children.end(), nullptr) == children.end();
    return whole ? with_children(*tree, std::move(children)) : nullptr;
}

node_ptr instant_resolver::comparison(const node_ptr& tree) {
    const auto& all = tree->children;
    const bool any =
        std::any_of(all.begin(), all.end(), [&](const node_ptr& n) { return is_instant(*n); });
    if (!any) return resolved_children(tree);
    const auto& one = is_instant(*all[0]) ? all[0] : all[1];
    std::vector<node_ptr> sides;
    for (const auto& side : all) {
        auto done = opposite(side, *one);
        if (!done) return nullptr;
        sides.push_back(std::move(done));
    }
    return with_children(*tree, std::move(sides));
}

node_ptr instant_resolver::opposite(const node_ptr& side, const node& other) {
    if (is_instant(*side)) return resolve(side);
    if (side->kind == node_kind::text) {
        if (const auto at = read_instant(side->text)) return duration_node(side->where, *at);
        return fail(*side, "bad-time", shown(*side) + " is no time", time_remedy);
    }
    return fail(*side, "type-mismatch", shown(other) + " is a time, " + shown(*side) + " is none",
                time_remedy);
}

node_ptr instant_resolver::arithmetic(const node_ptr& tree) {
    const bool left = is_instant(*tree->children[0]), right = is_instant(*tree->children[1]);
    const bool sensible = (!left && !right) || (tree->kind == node_kind::subtract && left) ||
                          (tree->kind == node_kind::add && left != right) ||
                          (tree->kind == node_kind::modulo && left);
    if (sensible) return resolved_children(tree);
    return fail(*tree, "type-mismatch", shown(*tree) + " has no meaning: it is about a time",
                "times can be subtracted, and time spans added to them");
}

bool instant_resolver::has_time(const node& call) {
    if (names_.column_of("$ts") != nullptr) return true;
    fail(call, "no-time", "the table has no time $ts");
    return false;
}

/// Of what is no instant, the binder says so.
node_ptr instant_resolver::age(const node_ptr& call) {
    const auto& of = call->children[0];
    const auto* column = of->kind == node_kind::name ? names_.column_of(of->text) : nullptr;
    if (column != nullptr && column->is_age) return of;
    if (!is_instant(*of)) return call;
    if (!frame_.end)
        return fail(*call, "no-end", "it is not known when the run ended",
                    "compare the time itself");
    return operation_on(node_kind::subtract, call->where, duration_node(call->where, *frame_.end),
                        of);
}

/// `WINDOW(10m)` is `$ts - $ts % 10m`.
node_ptr instant_resolver::window(const node& call) {
    if (!has_time(call)) return nullptr;
    const auto length = span_of(*call.children[0]);
    if (!length || !(*length > 0))
        return fail(*call.children[0], "bad-window",
                    shown(*call.children[0]) + " is no length of a window",
                    "write WINDOW(10m) or WINDOW(PT10M)");
    const auto where = call.where;
    auto rest =
        operation_on(node_kind::modulo, where, time_name(where), duration_node(where, *length));
    return operation_on(node_kind::subtract, where, time_name(where), std::move(rest));
}

node_ptr instant_resolver::within_window(const node& call) {
    if (!has_time(call)) return nullptr;
    const auto& what = *call.children[0];
    if (const auto length = span_of(what)) {
        if (!frame_.end)
            return fail(call, "no-end", "it is not known when the run ended",
                        "write WITHIN_WINDOW('start/end')");
        return between(call, *frame_.end - *length, *frame_.end);
    }
    const auto slash = what.kind == node_kind::text ? what.text.find('/') : std::string::npos;
    if (slash != std::string::npos) {
        const auto begin = read_instant(std::string_view(what.text).substr(0, slash));
        const auto end = read_instant(std::string_view(what.text).substr(slash + 1));
        if (begin && end) return between(call, *begin, *end);
    }
    return fail(what, "bad-window", shown(what) + " is no window of time",
                "write WITHIN_WINDOW(P1D), or '2026-06-21T00:00:00Z/2026-06-22T00:00:00Z' in it");
}

node_ptr instant_resolver::between(const node& call, double begin, double end) {
    const auto where = call.where;
    auto after = operation_on(node_kind::greater_equal, where, time_name(where),
                              duration_node(where, begin));
    auto before =
        operation_on(node_kind::less_equal, where, time_name(where), duration_node(where, end));
    return operation_on(node_kind::logical_and, where, std::move(after), std::move(before));
}

}  // namespace muster::query
