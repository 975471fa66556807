#include "fleet/query/from_text.hpp"

#include "fleet/query/parser.hpp"

namespace muster::query {

bind_result from_text(std::string_view text, const scope& names, std::optional<type> wanted) {
    auto parsed = parse(text);
    if (!parsed.tree) return {{}, std::move(parsed.problems)};
    return bind(parsed.tree, names, wanted);
}

std::string first_problem(const bind_result& result) {
    if (result.problems.empty()) return {};
    const auto& first = result.problems.front();
    return first.remedy.empty() ? first.text : first.text + "; " + first.remedy;
}

}  // namespace muster::query
