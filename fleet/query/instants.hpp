#pragma once

#include <optional>
#include <vector>

#include "fleet/query/ast.hpp"
#include "fleet/query/problem.hpp"
#include "fleet/query/table.hpp"

namespace muster::query {

/// What the times of a query are seen from.
struct time_frame {
    std::optional<double> end;  ///< instant that WITHIN_WINDOW looks back from; empty: not known
};

/// Instants are time spans to the binder, so what only holds for instants is settled before it:
/// texts opposite an instant become its microseconds, `WINDOW(10m)` becomes the beginning of the
/// ten minutes that `$ts` lies in, and `WITHIN_WINDOW` the comparisons that it stands for. The age
/// of an instant is seen from the end of the frame. Groups are their conditions. What makes no
/// sense of instants is noted. Serves the expressions of one query.
class instant_resolver {
public:
    instant_resolver(const table_scope& names, const time_frame& frame,
                     std::vector<problem>& problems)
        : names_(names), frame_(frame), problems_(problems) {}

    /// The tree for the binder; null where a problem was noted.
    node_ptr resolve(const node_ptr& tree);

    /// Whether the tree, before or after `resolve`, yields an instant.
    bool is_instant(const node& n) const;

private:
    node_ptr fail(const node& at, std::string code, std::string text, std::string remedy = {});
    node_ptr resolved_children(const node_ptr& tree);
    node_ptr comparison(const node_ptr& tree);
    /// The text as an instant where it stands opposite one.
    node_ptr opposite(const node_ptr& side, const node& other);
    node_ptr arithmetic(const node_ptr& tree);
    node_ptr window(const node& call);
    node_ptr age(const node_ptr& call);
    node_ptr within_window(const node& call);
    node_ptr between(const node& call, double begin, double end);
    bool has_time(const node& call);

    const table_scope& names_;
    const time_frame& frame_;
    std::vector<problem>& problems_;
};

}  // namespace muster::query
