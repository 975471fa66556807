#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "fleet/query/expression.hpp"
#include "fleet/query/scope.hpp"

namespace muster::query {

/// A column of a table, or of the groups of a query. Instants are time spans since 1970-01-01T00:00
/// UTC, in microseconds.
struct column {
    std::string name;  ///< in canonical spelling, as queries write it
    type kind = type::number;
    bool is_instant = false;
    bool is_percent = false;               ///< numbers of 0 to 100, which compare with `50%`
    std::vector<std::string> words = {};   ///< the only texts it takes; empty: any
    std::vector<std::string> others = {};  ///< further names for it
    std::string about = {};                ///< what it is, for people
    bool is_age = false;                   ///< a time span since an instant: its `age` is itself
};

/// Areas by their names.
using area_map = std::map<std::string, std::shared_ptr<const area>, std::less<>>;

/// The columns of a table as names of expressions: the id of a field is the column's position.
class table_scope final : public scope {
public:
    table_scope() = default;
    explicit table_scope(std::vector<column> columns) : columns_(std::move(columns)) {}

    const std::vector<column>& columns() const { return columns_; }
    /// Null where there is no such column.
    const column* column_of(std::string_view path) const;
    field_id add(column one);
    /// What groups' names stand for, by `group_path`; a column of such a name goes first. Null:
    /// there are none.
    void know_groups(std::shared_ptr<const std::map<std::string, node_ptr, std::less<>>> groups) {
        groups_ = std::move(groups);
    }

    void know_areas(std::shared_ptr<const area_map> areas) { areas_ = std::move(areas); }
    /// Names that the rows can't have, and why: `a property of the device, ...`.
    void know_elsewhere(
        std::shared_ptr<const std::map<std::string, std::string, std::less<>>> why) {
        elsewhere_ = std::move(why);
    }

    /// A name that more than one column has is ambiguous.
    lookup find(std::string_view path) const override;
    std::vector<std::string> names() const override;
    node_ptr meaning_of(std::string_view path) const override;
    node_ptr age_of(std::string_view path) const override;
    std::shared_ptr<const area> find_area(std::string_view name) const override;
    std::vector<std::string> area_names() const override;

private:
    std::vector<column> columns_;
    std::shared_ptr<const std::map<std::string, node_ptr, std::less<>>> groups_;
    std::shared_ptr<const area_map> areas_;
    std::shared_ptr<const std::map<std::string, std::string, std::less<>>> elsewhere_;
};

/// A row as values in the order of the columns. Whoever fills it owns the texts.
class slot_row final : public row {
public:
    explicit slot_row(std::size_t columns) : values(columns) {}

    value get(field_id id) const override { return values[id]; }
    double whole(field_id) const override { return 100; }

    std::vector<value> values;
};

/// A value that owns its text.
class kept_value {
public:
    kept_value() = default;
    explicit kept_value(const value& v) { *this = v; }
    kept_value& operator=(const value& v);

    /// Lives as long as this does and is not assigned to.
    value get() const {
        return kind_ == value::kind::text ? value(std::string_view(text_)) : plain_;
    }

private:
    value plain_;
    std::string text_;
    value::kind kind_ = value::kind::null;
};

}  // namespace muster::query
