#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "connect/line_reader.hpp"
#include "fleet/query/value.hpp"

namespace muster {

/// A value that lines of JSON have: the keys that lead to it, and what it is.
struct found_column {
    std::vector<std::string> path;
    query::type kind = query::type::number;
};

/// What the first `most` lines of a file of JSON objects have, in the order in which it appears; of
/// values that are not always alike, what the first one is. NULLs and lists are left out.
std::vector<found_column> columns_in(line_reader lines, std::size_t most);

}  // namespace muster
