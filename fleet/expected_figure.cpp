#include "fleet/expected_figure.hpp"

#include <cmath>
#include <utility>

#include "fleet/query/comparison.hpp"
#include "fleet/query/type_rules.hpp"

namespace muster {

namespace {

using query::node_kind;
using query::relation;
using unit = measured_figure::unit;

/// An expression of one side; empty where it is none by itself, such as a bare word of a state.
query::expression bound(const query::node_ptr& side, const query::scope& names) {
    return query::bind(side, names).bound;
}

bool varies(const query::expression& e) {
    return e && !e.fields().empty();
}

double margin_of(relation how, double value, double limit) {
    switch (how) {
        case relation::less:
        case relation::less_equal:
            return limit - value;
        case relation::greater:
        case relation::greater_equal:
            return value - limit;
        case relation::equal:
            return -std::fabs(value - limit);
        case relation::not_equal:
            break;
    }
    return std::fabs(value - limit);
}

bool is_comparison(node_kind kind) {
    return kind >= node_kind::equal && kind <= node_kind::greater_equal;
}

unit unit_of(query::type kind) {
    if (kind == query::type::text) return unit::word;
    return kind == query::type::time_span ? unit::seconds : unit::number;
}

}  // namespace

expected_figure::expected_figure(const query::node& check, const query::scope& names) {
    if (is_comparison(check.kind))
        compare(check, names);
    else if (check.kind == node_kind::in || check.kind == node_kind::like ||
             check.kind == node_kind::is_null)
        value_ = bound(check.children[0], names);
    if (value_ && value_.result() == query::type::boolean) value_ = {};
    if (value_ && !fraction_) unit_ = unit_of(value_.result());
    if (unit_ == unit::word) how_.reset();
}

void expected_figure::compare(const query::node& check, const query::scope& names) {
    auto value = check.children[0], limit = check.children[1];
    how_ = query::relation_of(check.kind);
    if (value->kind == node_kind::percent || !varies(bound(value, names))) {
        std::swap(value, limit);
        how_ = query::mirrored(*how_);
    }
    value_ = bound(value, names);
    if (limit->kind != node_kind::percent) {
        limit_ = bound(limit, names);
        return;
    }
    fraction_ = query::fraction_of(*limit);
    unit_ = unit::fraction;
}

std::optional<measured_figure> expected_figure::measure(const query::row& r) const {
    if (!value_) return std::nullopt;
    const auto found = value_.evaluate(r);
    measured_figure figure;
    figure.kind = unit_;
    if (found.is_text()) {
        figure.word = found.text();
        return figure;
    }
    if (!found.is_number()) return std::nullopt;
    figure.value = found.number();
    if (fraction_) {
        const double whole = r.whole(value_.fields().front());
        if (!(whole > 0)) return std::nullopt;
        figure.value /= whole;
    }
    if (how_) judge(figure, r);
    if (unit_ == unit::seconds) to_seconds(figure);
    return figure;
}

void expected_figure::judge(measured_figure& figure, const query::row& r) const {
    const auto limit = fraction_ ? query::value(*fraction_) : limit_.evaluate(r);
    if (!limit.is_number()) return;
    figure.limit = limit.number();
    figure.margin = margin_of(*how_, figure.value, limit.number());
    figure.holds = query::related(*how_, figure.value, limit.number());
}

void expected_figure::to_seconds(measured_figure& figure) {
    constexpr double second = 1e6;  // the query language counts microseconds
    figure.value /= second;
    if (figure.limit) *figure.limit /= second;
    if (figure.margin) *figure.margin /= second;
}

}  // namespace muster
