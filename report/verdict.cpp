#include "report/verdict.hpp"

#include <algorithm>

#include "report/format.hpp"
#include "report/text.hpp"

namespace muster::report {

namespace {

using verdict = expectation_result::verdict;

bool part_of_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

bool mentions(std::string_view text, std::string_view path) {
    for (std::size_t at = text.find(path); at != std::string_view::npos;
         at = text.find(path, at + 1)) {
        const std::size_t end = at + path.size();
        if (end == text.size() || !part_of_name(text[end])) return true;
    }
    return false;
}

std::string expectations_text(const run_result& result) {
    const tally t = tally_of(result.expectations);
    if (t.total() == 0) return "nothing was expected";
    const auto failed = static_cast<std::uint64_t>(
        std::count_if(result.expectations.begin(), result.expectations.end(),
                      [&](const expectation_result& e) { return fails(result, e); }));
    if (failed > 0)
        return count_text(failed) + " of " + count_text(t.total(), "expectation") + " not met";
    if (t.held == t.total())
        return t.total() == 1 ? "the expectation held"
                              : "all " + count_text(t.total(), "expectation") + " held";
    if (t.held == 0) return count_text(t.total(), "expectation") + " not yet decided";
    return count_text(t.held) + " of " + count_text(t.total(), "expectation") + " held, " +
           count_text(t.pending) + " not yet decided";
}

}  // namespace

std::string_view outcome_name(verdict outcome) {
    switch (outcome) {
        case verdict::held:
            return "held";
        case verdict::breached:
            return "breached";
        case verdict::no_data:
            return "no data";
        case verdict::pending:
            return "pending";
    }
    return {};
}

tally tally_of(const std::vector<expectation_result>& expectations) {
    tally t;
    for (const expectation_result& e : expectations) {
        t.held += e.outcome == verdict::held;
        t.breached += e.outcome == verdict::breached;
        t.no_data += e.outcome == verdict::no_data;
        t.pending += e.outcome == verdict::pending;
    }
    return t;
}

bool fails(const run_result& result, const expectation_result& expectation) {
    if (expectation.outcome == verdict::held) return false;
    if (expectation.outcome != verdict::pending) return true;
    return !result.interrupted && !result.aborted;
}

bool expectations_met(const run_result& result) {
    return std::none_of(result.expectations.begin(), result.expectations.end(),
                        [&](const expectation_result& e) { return fails(result, e); });
}

std::string verdict_text(const run_result& result, std::string_view failure) {
    if (!failure.empty()) return "the run failed: " + printable(failure);
    std::string expectations = expectations_text(result);
    if (result.interrupted)
        return "interrupted after " + span_text(result.end) +
               ", before its end, so this is no verdict: " + expectations;
    if (result.aborted)
        return "stopped after " + span_text(result.end) +
               " by an expectation that says abort: " + expectations;
    return expectations;
}

const expectation_spec* spec_of(const scenario& about, const expectation_result& expectation) {
    const auto& all = about.expect;
    const auto found = std::find_if(all.begin(), all.end(), [&](const expectation_spec& e) {
        return !e.path.empty() && e.path == expectation.path;
    });
    return found == all.end() ? nullptr : &*found;
}

bool waits_for_the_end(const scenario& about, const expectation_result& expectation) {
    const auto* spec = spec_of(about, expectation);
    return spec != nullptr && spec->kind == expectation_spec::form::at_end;
}

std::string job_reasons(const run_result& result, const expectation_result& expectation) {
    std::vector<std::string> reasons;
    const bool of_one_job = expectation.text.find("jobs.") != std::string::npos;
    for (const auto& [name, job] : result.jobs)
        if (!job.state_reason.empty() &&
            (!of_one_job || mentions(expectation.text, "jobs." + name)))
            reasons.push_back(name + ": " + job.state_reason);
    return join(reasons, "; ");
}

std::vector<std::pair<std::string, std::uint64_t>> reasons_by_count(const job_result& job) {
    std::vector<std::pair<std::string, std::uint64_t>> out(job.reasons.begin(), job.reasons.end());
    std::stable_sort(out.begin(), out.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    return out;
}

}  // namespace muster::report
