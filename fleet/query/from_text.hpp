#pragma once

#include <optional>
#include <string_view>

#include "fleet/query/expression.hpp"

namespace muster::query {

/// Parses and binds: for conditions that come from outside while the scope is known.
bind_result from_text(std::string_view text, const scope& names,
                      std::optional<type> wanted = std::nullopt);

/// The first problem and its remedy in one line; empty where there is none.
std::string first_problem(const bind_result& result);

}  // namespace muster::query
