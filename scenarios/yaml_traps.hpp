#pragma once

#include <optional>
#include <string>

#include "scenarios/yaml_source.hpp"
#include "scenarios/yaml_tree.hpp"

namespace muster::yaml {

/// What the builder knew when the YAML library gave up.
struct syntax_error {
    std::string message;  ///< the library's own words
    place where;
    std::optional<place> open;  ///< where the innermost `{` or `[` stands
    place last_scalar;
};

/// Reports a syntax error in the words of the scenario language: a condition whose brackets end a
/// `{ }` too early, a collection that never closes, a text with `: ` in it.
void explain(const syntax_error& error, const source& text, diagnostics& problems);

/// Finds conditions that YAML cut in two at a comma inside `{ }` or `[ ]` without a word, reports
/// them, and removes the pieces.
void report_cut_texts(node& root, diagnostics& problems);

}  // namespace muster::yaml
