#pragma once

#include <string>

#include "fleet/query/ast.hpp"

namespace muster::query {

/// The canonical text of a tree: `parse(to_text(t))` gives `t` again, apart from the spans. Two
/// texts that differ only in spaces, case of keywords, spelling of operators or needless
/// parentheses have the same canonical text.
std::string to_text(const node& tree);

/// Equal in everything but the spans.
bool same_tree(const node& a, const node& b);

}  // namespace muster::query
