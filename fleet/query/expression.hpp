#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "fleet/query/ast.hpp"
#include "fleet/query/problem.hpp"
#include "fleet/query/scope.hpp"
#include "fleet/query/value.hpp"

namespace muster::query {

struct program;

/// Where an evaluation finds the values of the names: a device, or the metrics of a run.
class row {
public:
    virtual ~row() = default;
    /// Null where the thing has no such value. Of the field's type: texts and words as text, truth
    /// as boolean, numbers as number, time spans as a number of microseconds; anything else counts
    /// as null. A text must live until the evaluation ends.
    virtual value get(field_id id) const = 0;
    /// The whole of which the field's value is part. Only asked of fields with `has_whole`.
    virtual double whole(field_id id) const = 0;
};

/// A condition or formula with its names resolved and its types checked, ready to be evaluated.
/// Immutable, cheap to copy (one shared pointer), usable from any number of threads at once.
/// Evaluation allocates nothing.
class expression {
public:
    /// Nothing: evaluates to null, holds for no row.
    expression() = default;
    explicit expression(std::shared_ptr<const program> compiled);

    explicit operator bool() const noexcept { return program_ != nullptr; }

    /// Null where a value that it needs is missing or where a number is not finite (a division by
    /// zero, the log of -1). A text lives as long as the row's, the expression's and, after `lower`
    /// or `upper`, until the thread's next evaluation.
    value evaluate(const row& r) const;

    /// Whether it is true; null counts as false.
    bool holds(const row& r) const;

    /// Every field that it reads, ascending, each once.
    std::vector<field_id> fields() const;

    type result() const noexcept;

private:
    std::shared_ptr<const program> program_;
};

struct bind_result {
    expression bound;               ///< empty where there are problems
    std::vector<problem> problems;  ///< in the order of their places
};

/// Resolves the names of a tree that `parse` made, checks the types and compiles. With `wanted`, a
/// result of another type is a problem: conditions want a boolean, formulas a number.
bind_result bind(const node_ptr& tree, const scope& names,
                 std::optional<type> wanted = std::nullopt);

}  // namespace muster::query
