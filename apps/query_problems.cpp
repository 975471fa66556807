#include "apps/query_problems.hpp"

#include <algorithm>

#include "fleet/diagnostic.hpp"
#include "report/text.hpp"

namespace muster::app {

namespace {

std::string problem_text(std::string_view query, const query::problem& p) {
    const auto at = std::min<std::size_t>(p.where.offset, query.size());
    const auto before = at == 0 ? std::string_view::npos : query.rfind('\n', at - 1);
    const auto begin = before == std::string_view::npos ? 0 : before + 1;
    const auto line = query.substr(begin, query.find('\n', begin) - begin);
    const auto number =
        1 + std::count(query.begin(), query.begin() + static_cast<long>(begin), '\n');
    const auto left = report::printable(line.substr(0, at - begin));
    const auto meant = report::printable(line.substr(at - begin, p.where.length));
    const auto column = report::display_width(left);
    const diagnostic d{severity::error,
                       p.code,
                       {"query",
                        static_cast<std::uint32_t>(number),
                        static_cast<std::uint32_t>(at - begin + 1),
                        {}},
                       p.text,
                       p.remedy};
    return to_text(d) + "\n  " + report::printable(line) + "\n  " + std::string(column, ' ') +
           std::string(std::max<std::size_t>(1, report::display_width(meant)), '^') + '\n';
}

}  // namespace

std::string problems_text(std::string_view query, const std::vector<query::problem>& problems) {
    std::string out;
    for (const auto& p : problems)
        out += problem_text(query, p);
    return out;
}

}  // namespace muster::app
