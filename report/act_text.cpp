#include "report/act_text.hpp"

#include "report/format.hpp"

namespace muster::report {

namespace {

std::string counts_text(const std::map<std::string, std::uint64_t>& all) {
    std::string text;
    for (const auto& [word, devices] : all)
        text += (text.empty() ? "" : ", ") + number_text(static_cast<double>(devices)) + " " + word;
    return text;
}

}  // namespace

std::string act_text(const act_result& act) {
    std::string text = act.outcome;
    if (!act.commands.empty())
        text += ": " + counts_text(act.commands);
    else if (act.outcome == "done" || act.outcome == "unchanged")
        text += ": " + count_text(act.changed, "device") + " of " +
                number_text(static_cast<double>(act.matched)) + " changed";
    if (!act.reasons.empty()) text += " (" + counts_text(act.reasons) + ")";
    return act.problem.empty() ? text : text + "; " + act.problem;
}

}  // namespace muster::report
