#include "report/junit.hpp"

#include <algorithm>

#include "report/format.hpp"
#include "report/junit_elements.hpp"
#include "report/verdict.hpp"

namespace muster::report {

namespace {

/// The text, with the path where two expectations read alike: JUnit's readers merge cases of one
/// name.
std::string case_name(const run_result& result, const expectation_result& e) {
    const auto same = [&e](const expectation_result& other) { return other.text == e.text; };
    const auto alike = std::count_if(result.expectations.begin(), result.expectations.end(), same);
    return alike > 1 ? e.text + " (" + e.path + ")" : e.text;
}

std::string failure_message(const expectation_result& e) {
    if (e.outcome == expectation_result::verdict::no_data) return "no data";
    if (e.outcome == expectation_result::verdict::pending) return "never decided";
    return e.observed.empty() ? "not met" : "observed " + e.observed;
}

std::string failure_details(const report_input& in, const expectation_result& e) {
    std::string out = "expected: " + e.text + "\n";
    if (!e.observed.empty()) out += "observed: " + e.observed + "\n";
    if (e.first_breach)
        out += "first not met: " + moment_text(in.about.time, *e.first_breach) + "\n";
    if (e.breaches > 0) out += "not met: " + count_text(e.breaches, "time") + "\n";
    const std::string reasons = job_reasons(in.about, in.result, e);
    if (!reasons.empty()) out += "reason: " + reasons + "\n";
    if (!e.where.file.empty() || e.where.line > 0) out += "place: " + file_and_line(e.where) + "\n";
    return out + "repeat: " + in.repeat + "\n";
}

std::string expectation_case(const report_input& in, const expectation_result& e) {
    std::string body;
    if (fails(in.result, e))
        body = junit::failure(outcome_name(e.outcome), failure_message(e), failure_details(in, e));
    else if (e.outcome == expectation_result::verdict::pending)
        body = junit::skipped("the run ended before it was decided");
    return junit::test_case(in.about, case_name(in.result, e), e.where, body);
}

bool run_failed(const report_input& in) {
    return !in.failure.empty() || in.result.interrupted;
}

std::string run_case(const report_input& in) {
    const place where{in.about.file, 0, 0, {}};
    if (!run_failed(in)) return junit::test_case(in.about, "run", where, {});
    const std::string message =
        in.failure.empty() ? "interrupted after " + span_text(in.result.end) : in.failure;
    return junit::test_case(
        in.about, "run", where,
        junit::failure("run", message, message + "\nrepeat: " + in.repeat + "\n"));
}

}  // namespace

std::string junit_xml(const report_input& input) {
    const auto& expectations = input.result.expectations;
    std::size_t failures = run_failed(input) ? 1 : 0, skipped = 0;
    std::string cases = run_case(input);
    for (const expectation_result& e : expectations) {
        cases += expectation_case(input, e);
        const bool failed = fails(input.result, e);
        failures += failed;
        skipped += !failed && e.outcome == expectation_result::verdict::pending;
    }
    return junit::document(input.about, cases, expectations.size() + 1, failures, skipped);
}

}  // namespace muster::report
