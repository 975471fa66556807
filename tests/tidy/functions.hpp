#pragma once

#include <string>
#include <vector>

#include "tests/tidy/source.hpp"

namespace muster::tidy {

/// A function with a body, lambdas at namespace scope included; those inside a function are part of
/// it.
struct function_extent {
    std::string name;
    std::size_t first_line = 0;
    std::size_t last_line = 0;

    std::size_t length() const { return last_line - first_line + 1; }
};

/// Finds functions by their braces: good for code in the style of clang-format, no parser of C++.
std::vector<function_extent> functions_of(const source_file& file);

}  // namespace muster::tidy
