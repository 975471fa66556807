#pragma once

#include <string>

#include "fleet/query/ast.hpp"

namespace muster::query {

/// One thing wrong in a query's text. `code` is stable and kebab-case; `text` says what was found
/// and what was expected; `remedy` what to write instead, empty where nothing better is known.
struct problem {
    span where;
    std::string code;
    std::string text;
    std::string remedy;
};

}  // namespace muster::query
