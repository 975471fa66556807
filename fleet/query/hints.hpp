#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "fleet/query/lexer.hpp"

namespace muster::query {

/// What the writer of a text probably meant where token `at` is not what the grammar wants; empty
/// if there is no telling.
std::string likely_remedy(std::string_view text, const std::vector<token>& tokens, std::size_t at);

}  // namespace muster::query
