#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fleet/query/expression.hpp"
#include "fleet/query/instants.hpp"

namespace muster::query {

/// Why a condition holds for a row, or why it does not: condition by condition.
struct explanation {
    std::string condition;      ///< as a query writes it
    std::optional<bool> holds;  ///< empty: NULL, which holds for no one
    /// The values that it was decided by: `it is '2.0'`; `voltage is 212.5, limit is 200`. Empty
    /// where the parts say it, or where there is nothing to say.
    std::string reason;
    std::vector<explanation> parts;  ///< of AND, OR and NOT
};

/// Explains a condition that `bind` had nothing against. The row is only read. Membership of a
/// group is this, of the group's condition and a device's row.
explanation explain(const node_ptr& condition, const scope& names, const row& r);
/// The same over a table with instants.
explanation explain(const node_ptr& condition, const table_scope& names, const time_frame& frame,
                    const row& r);

/// A line for each condition, parts indented below what they are parts of:
/// `firmware = '2.1' is false: it is '2.0'`.
std::string to_text(const explanation& why);

}  // namespace muster::query
