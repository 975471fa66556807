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

std::string devices_text(std::uint64_t devices, const char* what) {
    return devices == 0 ? std::string() : ", " + count_text(devices) + " " + what;
}

/// How many of those that were asked answered, and what became of the others.
std::string answered_text(const question_result& q) {
    return count_text(q.answered) + " of " + count_text(q.asked) + " answered" +
           devices_text(q.no_value, "without a value") + devices_text(q.gone, "gone") +
           devices_text(q.timed_out, "timed out");
}

std::string numbers_text(const summary& s) {
    if (s.count == 0) return {};
    return "mean " + number_text(s.mean) + ", min " + number_text(s.min) + ", p50 " +
           number_text(s.p50) + ", p95 " + number_text(s.p95) + ", p99 " + number_text(s.p99) +
           ", max " + number_text(s.max);
}

/// The most frequent ones.
std::string values_text(const question_result& q) {
    constexpr std::size_t most = 5;
    std::string text;
    auto others = q.other_values;
    for (std::size_t i = 0; i < q.values.size(); ++i) {
        if (i >= most) {
            others += q.values[i].devices;
            continue;
        }
        text += (text.empty() ? "" : ", ") + shortened(q.values[i].value) + " " +
                count_text(q.values[i].devices);
    }
    return text + devices_text(others, "other");
}

}  // namespace

std::string question_text(const act_result& act) {
    if (!act.question) return {};
    const auto& q = *act.question;
    std::string text = q.asked_for + ": ";
    if (q.numbers)
        text += numbers_text(*q.numbers);
    else if (!q.values.empty())
        text += values_text(q);
    for (const auto& [code, devices] : q.codes)
        text += (text.ends_with(": ") ? "" : ", ") + std::string("code ") + std::to_string(code) +
                " " + count_text(devices);
    if (text.ends_with(": ")) text += "no values";
    return q.latency.count == 0 ? text : text + "; in " + spread_text(q.latency);
}

std::string act_text(const act_result& act) {
    std::string text = act.outcome;
    if (act.question)
        text += ": " + answered_text(*act.question);
    else if (!act.commands.empty())
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
