#include "fleet/query/name_problems.hpp"

#include <algorithm>

#include "fleet/diagnostic.hpp"

namespace muster::query {
namespace {

// Nobody means a name by a longer word, and the search for the nearest takes time with the length.
constexpr std::size_t longest_name = 100;

std::string code_text(std::string_view text) {
    return "`" + std::string(text) + "`";
}

}  // namespace

std::string nearest(std::string_view word, const std::vector<std::string>& candidates) {
    if (word.size() > longest_name) return {};
    const auto found = nearest_name(std::string(word), candidates);
    return found.empty() ? found : "did you mean " + found + "?";
}

std::string listed(const std::vector<std::string>& items) {
    std::string out;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0) out += i + 1 == items.size() ? " or " : ", ";
        out += items[i];
    }
    return out;
}

bool is_bare_word(const node& n) {
    return n.kind == node_kind::name && n.text.find_first_of(".\"$") == std::string::npos;
}

problem name_problem(const scope& names, const node& name, const lookup& answer) {
    const auto shown = code_text(name.text);
    switch (answer.what) {
        case lookup::outcome::ambiguous:
            return {name.where, "ambiguous-name", shown + " means two things",
                    "write " + listed(answer.spellings)};
        case lookup::outcome::conflicting:
            return {name.where, "conflicting-kinds", shown + " is " + listed(answer.spellings),
                    "give it one type everywhere"};
        case lookup::outcome::not_available:
            if (!answer.spellings.empty())
                return {name.where, "not-joined", shown + " is " + answer.spellings.front(),
                        "ask the table devices"};
            return {name.where, "not-available", shown + " is not available yet", {}};
        case lookup::outcome::not_filterable:
            return {name.where, "not-filterable", shown + " takes no filter", {}};
        default:
            return {name.where, "unknown-name", shown + " is unknown",
                    nearest(name.text, names.names())};
    }
}

problem word_problem(span where, std::string_view word, std::string_view field_name,
                     const std::vector<std::string>& words) {
    auto remedy = nearest(word, words);
    return {where, "unknown-word",
            code_text(word) + " is no value of " + std::string(field_name) + ", which is one of " +
                listed(words),
            std::move(remedy)};
}

}  // namespace muster::query
