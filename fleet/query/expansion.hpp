#pragma once

#include <string_view>
#include <vector>

#include "fleet/query/problem.hpp"
#include "fleet/query/scope.hpp"

namespace muster::query {

/// The tree with what its names stand for in their place: a group's condition for `groups.pilots`,
/// and what those groups name in turn. `age(x)` becomes the time span that it is. What was put in
/// has the place of the name that it stands for. The tree itself where there is nothing to replace;
/// null, with the reasons noted, where groups are in a circle or too many in each other.
node_ptr expand(const node_ptr& tree, const scope& names, std::vector<problem>& problems);

/// Whether a problem is one of groups that name groups.
bool is_of_groups(const problem& p);

/// How a condition names a group: `groups.pilots`, `groups."the first"`.
inline constexpr std::string_view group_prefix = "groups.";
std::string group_path(std::string_view name);

}  // namespace muster::query
