#include "report/figure_text.hpp"
#include "report/format.hpp"
#include "report/junit_elements.hpp"
#include "report/seed_report.hpp"

namespace muster::report {

namespace {

/// What the runs make of an expectation, and which of them broke it.
std::string details_of(const seed_report& report, const expectation_study& e, std::size_t index) {
    const auto& f = e.figure;
    std::string out = "expected: " + e.text + " in at least " +
                      share_text(report.study.confidence) + " of the seeds\n";
    out += "held: in " + count_text(e.held) + " of " + count_text(e.of, "seed") + "\n";
    if (f.count > 0 && f.words.empty())
        out += "figure: p5 " + figure_text(f.kind, f.p5) + ", p50 " + figure_text(f.kind, f.p50) +
               ", p95 " + figure_text(f.kind, f.p95) + "\n";
    if (!f.words.empty()) out += "figure: " + words_of(f) + "\n";
    std::string broken;
    for (const auto& run : report.study.runs)
        if (run.failure.empty() && !run.held[index])
            broken += (broken.empty() ? "" : " ") + std::to_string(run.seed);
    out += "broken with the seeds: " + broken + "\n";
    if (!e.where.file.empty()) out += "place: " + file_and_line(e.where) + "\n";
    return out + "repeat the worst seed: " + report.repeat + "\n";
}

std::string case_of(const seed_report& report, const expectation_study& e, std::size_t index) {
    std::string body;
    if (!e.good)
        body = junit::failure("seeds",
                              "held in " + count_text(e.held) + " of " + count_text(e.of, "seed"),
                              details_of(report, e, index));
    std::string name = e.text;
    for (const auto& other : report.study.expectations)
        if (other.text == e.text && other.path != e.path) name = e.text + " (" + e.path + ")";
    return junit::test_case(report.about, name, e.where, body);
}

std::string case_of_runs(const seed_report& report, bool whole) {
    std::string details;
    for (const auto& run : report.study.runs)
        if (!run.failure.empty())
            details += "seed " + std::to_string(run.seed) + ": " + run.failure + "\n";
    const auto body =
        whole ? std::string() : junit::failure("run", verdict_text(report.study), details);
    return junit::test_case(report.about, "runs", {report.about.file, 0, 0, {}}, body);
}

}  // namespace

std::string seed_junit(const seed_report& report) {
    const auto& study = report.study;
    const bool whole = study.failures() == 0 && !study.interrupted;
    std::size_t failures = whole ? 0 : 1;
    std::string cases = case_of_runs(report, whole);
    for (std::size_t i = 0; i < study.expectations.size(); ++i) {
        cases += case_of(report, study.expectations[i], i);
        failures += !study.expectations[i].good;
    }
    return junit::document(report.about, cases, study.expectations.size() + 1, failures, 0);
}

}  // namespace muster::report
