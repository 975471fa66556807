#include "report/seed_study.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "report/format.hpp"
#include "report/verdict.hpp"

namespace muster::report {

namespace {

using unit = measured_figure::unit;

/// A margin of two figures of different size and unit, to be compared with that of others.
double relative(double margin, double limit) {
    return limit == 0 ? margin : margin / std::fabs(limit);
}

figure_spread spread_of(const std::vector<const measured_figure*>& figures) {
    figure_spread spread;
    spread.count = figures.size();
    if (figures.empty()) return spread;
    spread.kind = figures.front()->kind;
    std::vector<double> values;
    for (const auto* figure : figures) {
        if (figure->kind == unit::word)
            ++spread.words[figure->word];
        else
            values.push_back(figure->value);
    }
    if (values.empty()) return spread;
    std::sort(values.begin(), values.end());
    spread.p5 = nearest_rank(values, 0.05);
    spread.p50 = nearest_rank(values, 0.5);
    spread.p95 = nearest_rank(values, 0.95);
    return spread;
}

expectation_study study_one(const std::vector<const seed_run*>& whole, std::size_t index,
                            share confidence) {
    const auto& first = whole.front()->expectations[index];
    expectation_study study{first.text, first.path, first.where, 0, whole.size(), {}, false, {}};
    std::vector<const measured_figure*> figures;
    for (const auto* run : whole) {
        study.held += run->held[index];
        const auto& figure = run->expectations[index].figure;
        if (figure) figures.push_back(&*figure);
    }
    study.sure = wilson_interval(study.held, study.of);
    study.good = study.held >= confidence.at_least_of(study.of);
    study.figure = spread_of(figures);
    return study;
}

std::optional<std::size_t> worst_of(const std::vector<seed_run>& runs) {
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        if (!runs[i].failure.empty() || runs[i].expectations.empty()) continue;
        if (!found || is_worse(runs[i], runs[*found])) found = i;
    }
    return found;
}

}  // namespace

std::uint64_t seed_run::broken() const {
    return static_cast<std::uint64_t>(std::count(held.begin(), held.end(), false));
}

std::optional<double> seed_run::margin() const {
    std::optional<double> least;
    for (const auto& e : expectations) {
        if (!e.figure || !e.figure->margin) continue;
        const double margin = relative(*e.figure->margin, e.figure->limit.value_or(0));
        if (!least || margin < *least) least = margin;
    }
    return least;
}

bool is_worse(const seed_run& run, const seed_run& than) {
    if (run.broken() != than.broken()) return run.broken() > than.broken();
    const auto margin = run.margin(), other = than.margin();
    return margin && (!other || *margin < *other);
}

seed_run keep_run(const run_result& result, std::string digest, std::string failure) {
    seed_run run{result.seed, result.expectations, {}, std::move(digest), std::move(failure)};
    for (const auto& e : result.expectations)
        run.held.push_back(!fails(result, e));
    return run;
}

std::uint64_t seed_study::failures() const {
    return static_cast<std::uint64_t>(std::count_if(
        runs.begin(), runs.end(), [](const seed_run& run) { return !run.failure.empty(); }));
}

bool seed_study::good() const {
    return !interrupted && failures() == 0 && runs.size() == wanted &&
           std::all_of(expectations.begin(), expectations.end(),
                       [](const expectation_study& e) { return e.good; });
}

seed_study study_seeds(std::vector<seed_run> runs, share confidence, std::uint64_t wanted,
                       bool interrupted) {
    seed_study study;
    study.confidence = confidence;
    study.wanted = wanted;
    study.interrupted = interrupted;
    study.runs = std::move(runs);
    std::vector<const seed_run*> whole;
    for (const auto& run : study.runs)
        if (run.failure.empty()) whole.push_back(&run);
    if (!whole.empty())
        for (std::size_t i = 0; i < whole.front()->expectations.size(); ++i)
            study.expectations.push_back(study_one(whole, i, confidence));
    study.worst = worst_of(study.runs);
    return study;
}

namespace {

std::string of_expectations(const seed_study& study) {
    const auto total = study.expectations.size();
    const auto bad = static_cast<std::uint64_t>(
        std::count_if(study.expectations.begin(), study.expectations.end(),
                      [](const expectation_study& e) { return !e.good; }));
    const auto seeds = count_text(study.runs.size() - study.failures(), "seed");
    const auto part = share_text(study.confidence);
    if (total == 0) return "nothing was expected of " + seeds;
    if (bad > 0)
        return count_text(bad) + " of " + count_text(total, "expectation") +
               (bad == 1 ? " holds" : " hold") + " in less than " + part + " of " + seeds;
    return (total == 1 ? "the expectation holds"
                       : "all " + count_text(total, "expectation") + " hold") +
           " in at least " + part + " of " + seeds;
}

}  // namespace

std::string verdict_text(const seed_study& study) {
    const auto failures = study.failures();
    if (study.runs.size() == failures && !study.interrupted && failures > 0)
        return failures == 1 ? "the run failed" : "all " + count_text(failures, "run") + " failed";
    std::string text;
    if (study.interrupted)
        text = "interrupted after " + count_text(study.runs.size()) + " of " +
               count_text(study.wanted, "run") + ": ";
    if (failures > 0) text += count_text(failures, "run") + " failed; ";
    return text + of_expectations(study);
}

}  // namespace muster::report
