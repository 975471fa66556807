#include "report/verdict.hpp"

#include <algorithm>

#include "fleet/job_command.hpp"
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

namespace {

/// Whether what the job tells devices, or a firmware that it installs, starts the fault.
bool starts(const scenario& about, const job_spec& job, const std::string& fault) {
    for (const device_template& kind : about.templates) {
        const auto told = command_of(kind, job);
        if (told && told->starts == fault) return true;
        const std::string* version = installed_version(kind, job);
        for (const firmware_spec& firmware : kind.firmware) {
            if (version == nullptr || firmware.version != *version) continue;
            const auto& effects = firmware.effects;
            if (std::any_of(effects.begin(), effects.end(),
                            [&](const firmware_effect& e) { return e.starts == fault; }))
                return true;
        }
    }
    return false;
}

bool speaks_of(const scenario& about, const expectation_result& expectation, const job_spec& job) {
    const auto* spec = spec_of(about, expectation);
    const std::string after = spec == nullptr ? std::string() : spec->after;
    const std::string& text = expectation.text;
    if (after == job.name || mentions(text, "jobs." + job.name)) return true;
    if (text.find("commands.") != std::string::npos) return true;
    return std::any_of(about.faults.begin(), about.faults.end(), [&](const fault_spec& fault) {
        return (after == fault.name || mentions(text, "faults." + fault.name)) &&
               starts(about, job, fault.name);
    });
}

}  // namespace

std::string job_reasons(const scenario& about, const run_result& result,
                        const expectation_result& expectation) {
    std::vector<std::string> reasons;
    for (const auto& spec : about.jobs) {
        const auto job = result.jobs.find(spec.name);
        if (job == result.jobs.end() || job->second.state_reason.empty()) continue;
        if (speaks_of(about, expectation, spec))
            reasons.push_back(spec.name + ": " + job->second.state_reason);
    }
    return join(reasons, "; ");
}

}  // namespace muster::report
