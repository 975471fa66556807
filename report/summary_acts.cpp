#include "report/act_text.hpp"
#include "report/format.hpp"
#include "report/summary_sections.hpp"

/// What operators did in the run.
namespace muster::report {

void summarize_acts(summary_page& page, const report_input& input) {
    if (input.result.acts.empty()) return;
    std::string_view label = "acts";
    for (const auto& [name, act] : input.result.acts) {
        styled_line line(ink::bold, name);
        line.add("  at " + moment_text(input.about.time, act.at) + "  ");
        const bool well = act.outcome == "done" || act.outcome == "unchanged";
        page.row(label, line.add(well ? ink::plain : ink::warn, act_text(act)));
        label = {};
        for (const auto& more : {answer_text(act), question_text(act)})
            if (!more.empty()) page.row(label, styled_line(ink::dim, "  " + more));
    }
    page.gap();
}

}  // namespace muster::report
