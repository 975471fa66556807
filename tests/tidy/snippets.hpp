#pragma once

#include <string>
#include <utility>
#include <vector>

namespace muster::tidy {

/// A small tree to check the checks with; `breach` is `rule path:line` of the only thing wrong in
/// it, empty when good.
struct snippet {
    std::string breach;
    std::vector<std::pair<std::string, std::string>> files;  ///< path, text
};

std::vector<snippet> bad_snippets();
std::vector<snippet> good_snippets();

}  // namespace muster::tidy
