#include "report/network_facts.hpp"
#include "report/summary_sections.hpp"

namespace muster::report {

void summarize_network(summary_page& page, const report_input& in) {
    const std::string dot = page.dotted({"", ""});
    for (const auto& fact : network_facts(in)) {
        styled_line line;
        for (std::size_t i = 0; i < fact.parts.size(); ++i) {
            if (i > 0) line.add(ink::dim, dot);
            line.add(fact.parts[i].alarming ? ink::warn : ink::plain, fact.parts[i].text);
        }
        page.row(fact.label, line);
    }
    page.gap();
}

}  // namespace muster::report
