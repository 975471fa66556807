#include "fleet/query/aggregates.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "fleet/diagnostic.hpp"
#include "fleet/query/functions.hpp"
#include "fleet/query/lexer.hpp"

namespace muster::query {
namespace {

using kind = aggregate::kind;

struct named_aggregate {
    std::string_view name;
    kind what;
};

constexpr std::array<named_aggregate, 7> aggregates{{{"count", kind::count},
                                                     {"sum", kind::sum},
                                                     {"avg", kind::avg},
                                                     {"min", kind::min},
                                                     {"max", kind::max},
                                                     {"first", kind::first},
                                                     {"last", kind::last}}};

constexpr std::array<std::string_view, 8> only_in_select{
    "count", "sum", "avg", "first", "last", "percentile", "window", "within_window"};

constexpr std::array<std::string_view, 11> clause_words{
    "select", "from", "where", "group", "by", "having", "order", "limit", "as", "asc", "desc"};

template <class Words>
bool is_among(const Words& words, std::string_view word) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view each) { return same_word(each, word); });
}

/// The 95 of `p95`.
std::optional<int> percent_of(std::string_view name) {
    if (name.size() < 2 || name.size() > 3 || (name[0] != 'p' && name[0] != 'P'))
        return std::nullopt;
    int percent = 0;
    for (const char c : name.substr(1)) {
        if (c < '0' || c > '9') return std::nullopt;
        percent = percent * 10 + (c - '0');
    }
    return percent > 0 && name[1] != '0' ? std::optional(percent) : std::nullopt;
}

}  // namespace

std::optional<aggregate> aggregate_of(const node& n) {
    if (n.kind != node_kind::call) return std::nullopt;
    if (n.text == "count" && n.children.empty()) return aggregate{kind::rows, 0};
    if (n.text == "percentile") {
        const bool literal =
            n.children[1]->kind == node_kind::number || n.children[1]->kind == node_kind::percent;
        const double share = n.children[1]->number / 100;
        return aggregate{kind::percentile, literal && share >= 0 && share <= 1 ? share : -1};
    }
    if (n.children.size() != 1) return std::nullopt;
    if (const auto percent = percent_of(n.text))
        return aggregate{kind::percentile, *percent / 100.0};
    const auto* found = std::find_if(aggregates.begin(), aggregates.end(),
                                     [&](const auto& each) { return each.name == n.text; });
    return found == aggregates.end() ? std::nullopt : std::optional(aggregate{found->what, 0});
}

bool is_select_function(std::string_view name) {
    return is_among(only_in_select, name) || percent_of(name);
}

std::string nearest_select_function(std::string_view name) {
    std::vector<std::string> candidates(only_in_select.begin(), only_in_select.end());
    const auto found = nearest_name(lower_case(name), candidates);
    return found.empty() ? nearest_function(std::string(name)) : found;
}

bool is_clause_word(std::string_view word) {
    return is_among(clause_words, word);
}

std::string lower_case(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

}  // namespace muster::query
