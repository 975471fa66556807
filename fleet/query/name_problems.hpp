#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fleet/query/problem.hpp"
#include "fleet/query/scope.hpp"

namespace muster::query {

/// What is wrong with a name that a scope did not find.
problem name_problem(const scope& names, const node& name, const lookup& answer);

/// What is wrong with a word that a field does not take.
problem word_problem(span where, std::string_view word, std::string_view field_name,
                     const std::vector<std::string>& words);

/// `did you mean x?` of the candidate that is near enough to be meant; empty without one.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

/// ` or `, between all of them: `a, b or c`.
std::string listed(const std::vector<std::string>& items);

/// A single plain word, so that it can stand for an enum's word as well as for a name.
bool is_bare_word(const node& n);

}  // namespace muster::query
