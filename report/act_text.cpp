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

/// As much of an answer as a person reads.
std::string shortened(const std::string& answer) {
    constexpr std::size_t most = 200;
    if (answer.size() <= most) return answer;
    auto end = most;
    while (end > 0 && (static_cast<unsigned char>(answer[end]) & 0xC0U) == 0x80U)
        --end;  // not within a character
    return answer.substr(0, end) + "...";
}

}  // namespace

std::string act_text(const act_result& act) {
    std::string text = act.outcome;
    if (!act.commands.empty())
        text += ": " + counts_text(act.commands);
    else if (!act.ended.empty())
        text += ": " + counts_text(act.ended);
    else if (act.changed > 0 || act.outcome == "unchanged")  // an act on a job changes no device
        text += ": " + count_text(act.changed, "device") + " of " +
                number_text(static_cast<double>(act.matched)) + " changed";
    if (!act.commands.empty() && act.ended != act.commands)
        text += ", at the end " + counts_text(act.ended);
    if (!act.reasons.empty()) text += " (" + counts_text(act.reasons) + ")";
    return act.problem.empty() ? text : text + "; " + act.problem;
}

std::string answer_text(const act_result& act) {
    return act.answer.empty() ? std::string() : "answered " + shortened(act.answer);
}

}  // namespace muster::report
