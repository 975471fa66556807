#include "tests/query/slow_select.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "fleet/query/aggregates.hpp"

namespace muster::query {

namespace {

using rows = std::vector<slow_row>;

slow_value finite(double x) {
    return std::isfinite(x) ? slow_value::of(x) : slow_value();
}

bool is_null(const slow_value& v) {
    return v.what == slow_value::kind::null;
}

int compare(const slow_value& a, const slow_value& b) {
    if (is_null(a) || is_null(b)) return (is_null(a) ? 0 : 1) - (is_null(b) ? 0 : 1);
    if (a.what == slow_value::kind::text) return a.text < b.text ? -1 : a.text > b.text ? 1 : 0;
    return a.number < b.number ? -1 : a.number > b.number ? 1 : 0;
}

slow_value compared(node_kind how, const slow_value& a, const slow_value& b) {
    if (is_null(a) || is_null(b)) return {};
    const int by = compare(a, b);
    switch (how) {
        case node_kind::equal:
            return slow_value::of(by == 0);
        case node_kind::not_equal:
            return slow_value::of(by != 0);
        case node_kind::less:
            return slow_value::of(by < 0);
        case node_kind::less_equal:
            return slow_value::of(by <= 0);
        case node_kind::greater:
            return slow_value::of(by > 0);
        default:
            return slow_value::of(by >= 0);
    }
}

slow_value computed(node_kind how, const slow_value& a, const slow_value& b) {
    if (is_null(a) || is_null(b)) return {};
    const double x = a.number, y = b.number;
    if (how == node_kind::add) return finite(x + y);
    if (how == node_kind::subtract) return finite(x - y);
    if (how == node_kind::multiply) return finite(x * y);
    return how == node_kind::divide ? finite(x / y) : finite(std::fmod(x, y));
}

slow_value visit(const node& n, const rows& group);

slow_value aggregated(const node& n, const aggregate& how, const rows& group) {
    if (how.what == aggregate::kind::rows) return slow_value::of(double(group.size()));
    std::vector<slow_value> found;
    for (const auto& row : group) {
        auto v = visit(*n.children[0], {row});
        if (!is_null(v)) found.push_back(v);
    }
    if (how.what == aggregate::kind::count) return slow_value::of(double(found.size()));
    if (found.empty()) return {};
    if (how.what == aggregate::kind::first) return found.front();
    if (how.what == aggregate::kind::last) return found.back();
    double sum = 0;
    for (const auto& v : found)
        sum += v.number;
    if (how.what == aggregate::kind::sum) return slow_value::of(sum);
    if (how.what == aggregate::kind::avg) return slow_value::of(sum / double(found.size()));
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.number < b.number; });
    if (how.what == aggregate::kind::min) return found.front();
    if (how.what == aggregate::kind::max) return found.back();
    const double place = how.share * double(found.size() - 1);
    const auto below = std::size_t(place);
    if (below + 1 == found.size()) return found.back();
    const double part = place - double(below);
    return slow_value::of(found[below].number +
                          part * (found[below + 1].number - found[below].number));
}

slow_value chained(const node& n, const rows& group, bool decisive) {
    bool unknown = false;
    for (const auto& child : n.children) {
        const auto v = visit(*child, group);
        if (is_null(v))
            unknown = true;
        else if (v.holds() == decisive)
            return slow_value::of(decisive);
    }
    return unknown ? slow_value() : slow_value::of(!decisive);
}

slow_value called(const node& n, const rows& group) {
    if (const auto how = aggregate_of(n)) return aggregated(n, *how, group);
    if (n.text == "window") {
        const double at = visit(node{node_kind::name, {}, 0, "$ts", false, {}}, group).number;
        return slow_value::of(std::floor(at / n.children[0]->number) * n.children[0]->number);
    }
    if (n.text == "if")
        return visit(*n.children[visit(*n.children[0], group).holds() ? 1 : 2], group);
    const auto a = visit(*n.children[0], group), b = visit(*n.children[1], group);
    if (is_null(a) || is_null(b)) return {};
    if (n.text == "min") return slow_value::of(std::min(a.number, b.number));
    if (n.text == "max") return slow_value::of(std::max(a.number, b.number));
    throw std::logic_error("the obvious evaluator does not know " + n.text);
}

slow_value sought(const node& n, const rows& group) {
    const auto v = visit(*n.children[0], group);
    if (is_null(v)) return v;
    bool found = false;
    for (std::size_t i = 1; i < n.children.size(); ++i)
        found |= compare(v, visit(*n.children[i], group)) == 0;
    return slow_value::of(found != n.negated);
}

/// Of a name the value in the first row: of a key all rows of a group have it.
slow_value named(const node& n, const rows& group) {
    if (group.empty()) return {};
    const auto found = group.front().find(n.text);
    return found == group.front().end() ? slow_value() : found->second;
}

slow_value visit(const node& n, const rows& group) {
    switch (n.kind) {
        case node_kind::number:
        case node_kind::duration:
            return slow_value::of(n.number);
        case node_kind::text:
            return slow_value::of(n.text);
        case node_kind::boolean:
            return slow_value::of(n.number != 0);
        case node_kind::name:
            return named(n, group);
        case node_kind::call:
            return called(n, group);
        case node_kind::negate: {
            const auto v = visit(*n.children[0], group);
            return is_null(v) ? v : slow_value::of(-v.number);
        }
        case node_kind::logical_not: {
            const auto v = visit(*n.children[0], group);
            return is_null(v) ? v : slow_value::of(!v.holds());
        }
        case node_kind::logical_and:
            return chained(n, group, false);
        case node_kind::logical_or:
            return chained(n, group, true);
        case node_kind::is_null:
            return slow_value::of(is_null(visit(*n.children[0], group)) != n.negated);
        case node_kind::in:
            return sought(n, group);
        default:
            break;
    }
    const auto a = visit(*n.children[0], group), b = visit(*n.children[1], group);
    return n.kind < node_kind::equal ? computed(n.kind, a, b) : compared(n.kind, a, b);
}

bool has_aggregate(const node& n) {
    return aggregate_of(n) || std::any_of(n.children.begin(), n.children.end(),
                                          [](const auto& c) { return has_aggregate(*c); });
}

/// The groups of a query, or each row by itself.
std::vector<rows> groups_of(const select_query& query, const rows& all) {
    const bool any = std::any_of(query.items.begin(), query.items.end(),
                                 [](const auto& item) { return has_aggregate(*item.what); });
    std::vector<rows> out;
    if (query.groups.empty() && any) return {all};
    for (const auto& row : all) {
        const auto fits = [&](const rows& group) {
            return std::all_of(query.groups.begin(), query.groups.end(), [&](const auto& key) {
                const auto a = visit(*key, {row}), b = visit(*key, {group.front()});
                return compare(a, b) == 0;
            });
        };
        auto found = query.groups.empty() ? out.end() : std::find_if(out.begin(), out.end(), fits);
        if (found == out.end())
            out.push_back({row});
        else
            found->push_back(row);
    }
    return out;
}

}  // namespace

slow_value slow_value::of(double x) {
    return {kind::number, x};
}

slow_value slow_value::of(bool x) {
    return {kind::truth, x ? 1.0 : 0.0};
}

slow_value slow_value::of(std::string x) {
    return {kind::text, 0, std::move(x)};
}

std::vector<std::vector<slow_value>> slow_select(const select_query& query, const rows& all) {
    rows left;
    for (const auto& row : all)
        if (!query.where || visit(*query.where, {row}).holds()) left.push_back(row);
    auto groups = groups_of(query, left);
    std::erase_if(groups,
                  [&](const rows& g) { return query.having && !visit(*query.having, g).holds(); });
    std::stable_sort(groups.begin(), groups.end(), [&](const rows& a, const rows& b) {
        for (const auto& item : query.order) {
            const int by = compare(visit(*item.what, a), visit(*item.what, b));
            if (by != 0) return item.descending ? by > 0 : by < 0;
        }
        return false;
    });
    std::vector<std::vector<slow_value>> out;
    for (const auto& g : groups) {
        if (query.limit && out.size() == *query.limit) break;
        auto& line = out.emplace_back();
        for (const auto& item : query.items)
            line.push_back(visit(*item.what, g));
    }
    return out;
}

}  // namespace muster::query
