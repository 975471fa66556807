#include "fleet/query/functions.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "fleet/diagnostic.hpp"
#include "fleet/query/lexer.hpp"

namespace muster::query {
namespace {

constexpr auto any = any_number_of_arguments;

constexpr std::array<function_entry, 22> functions{{
    {"abs", function::abs, 1, 1},
    {"min", function::min, 1, any},
    {"max", function::max, 1, any},
    {"round", function::round, 1, 1},
    {"floor", function::floor, 1, 1},
    {"ceil", function::ceil, 1, 1},
    {"sqrt", function::sqrt, 1, 1},
    {"sin", function::sin, 1, 1},
    {"cos", function::cos, 1, 1},
    {"exp", function::exp, 1, 1},
    {"log", function::log, 1, 1},
    {"pow", function::pow, 2, 2},
    {"if", function::choose, 3, 3},
    {"lower", function::lower, 1, 1},
    {"upper", function::upper, 1, 1},
    {"length", function::length, 1, 1},
    {"contains", function::contains, 2, 2},
    {"starts_with", function::starts_with, 2, 2},
    {"ends_with", function::ends_with, 2, 2},
    {"distance", function::distance, 2, 4},
    {"inside", function::inside, 2, any},
    {"age", function::age, 1, 1},
}};

}  // namespace

const function_entry* find_function(std::string_view name) {
    const auto it = std::find_if(functions.begin(), functions.end(),
                                 [&](const function_entry& f) { return same_word(f.name, name); });
    return it == functions.end() ? nullptr : &*it;
}

std::string nearest_function(const std::string& name) {
    std::vector<std::string> candidates;
    for (const auto& f : functions)
        candidates.emplace_back(f.name);
    return nearest_name(name, candidates);
}

}  // namespace muster::query
