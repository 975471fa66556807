#pragma once

#include <map>
#include <string>
#include <vector>

#include "fleet/query/select.hpp"

namespace muster::query {

/// A value as the obvious evaluator has it.
struct slow_value {
    enum class kind { null, number, text, truth };
    kind what = kind::null;
    double number = 0;
    std::string text = {};

    static slow_value of(double x);
    static slow_value of(bool x);
    static slow_value of(std::string x);
    bool holds() const { return what == kind::truth && number != 0; }
};

using slow_row = std::map<std::string, slow_value>;

/// Answers a query in the most obvious way: keeps all rows, looks at every part of the text anew
/// for each of them, and knows nothing of types, plans or streams. Knows what the random queries
/// have.
std::vector<std::vector<slow_value>> slow_select(const select_query& query,
                                                 const std::vector<slow_row>& rows);

}  // namespace muster::query
