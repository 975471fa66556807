#pragma once

#include <string_view>
#include <vector>

#include "tests/tidy/source.hpp"

namespace muster::tidy {

/// A rule of the tree. `check` is pure: files in, breaches out, in the order of the files.
struct rule {
    std::string_view name;
    std::vector<finding> (*check)(const tree&);
};

/// All rules; each has a breach of its own in rules_test.cpp.
const std::vector<rule>& all_rules();

/// Breaches of every rule.
std::vector<finding> check_all(const tree& files);

// Which folder may include which, and where a third-party library may be named.
std::vector<finding> check_arrows(const tree& files);
std::vector<finding> check_libraries(const tree& files);
std::vector<finding> check_one_header_per_library(const tree& files);

// Sizes and shapes.
std::vector<finding> check_file_length(const tree& files);
std::vector<finding> check_function_length(const tree& files);
std::vector<finding> check_line_width(const tree& files);
std::vector<finding> check_pragma_once(const tree& files);
std::vector<finding> check_suite_names(const tree& files);

// What may not be written.
std::vector<finding> check_forbidden_text(const tree& files);
std::vector<finding> check_unordered_iteration(const tree& files);

}  // namespace muster::tidy
