#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/tidy/source.hpp"

namespace muster::tidy {

/// What is tolerated: the sum of the findings' amounts, by (rule, path). It only ever gets smaller.
using ratchet = std::map<std::pair<std::string, std::string>, std::size_t>;

/// Reads lines of `rule path number`; empty lines and those that begin with `#` mean nothing.
/// Throws std::invalid_argument, naming the line, for anything else.
ratchet parse_ratchet(std::string_view text);

/// One text for each thing to mend: the findings of a file that are more than tolerated, or a
/// tolerance that is higher than what is left. Empty when the tree is exactly as tolerated.
std::vector<std::string> compare(const std::vector<finding>& findings, const ratchet& tolerated);

}  // namespace muster::tidy
