#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "fleet/query/ast.hpp"

namespace muster::query {

/// What a SELECT makes of a column's values over many rows. NULL counts in none of them, except in
/// `COUNT(*)`, which counts rows.
struct aggregate {
    enum class kind : std::uint8_t { rows, count, sum, avg, min, max, first, last, percentile };
    kind what = kind::rows;
    double share = 0;  ///< of `percentile`: 0.95 for `p95(x)`
};

/// The aggregate that a call is: AVG, SUM, COUNT, FIRST, LAST, MIN or MAX of one argument, `p1(x)`
/// to `p99(x)`, `percentile(x, 99.9)`. Empty for anything else.
std::optional<aggregate> aggregate_of(const node& n);

/// Whether a word is a function that only a SELECT has: one of the aggregates but `min` and `max`,
/// which are functions everywhere, `window` or `within_window`. In any case.
bool is_select_function(std::string_view name);

/// The function that `name` was probably meant to be in a SELECT; empty if none is near.
std::string nearest_select_function(std::string_view name);

/// Whether a word begins or ends a clause of a SELECT, so that it is no name there.
bool is_clause_word(std::string_view word);

/// ASCII letters in lower case.
std::string lower_case(std::string_view text);

}  // namespace muster::query
