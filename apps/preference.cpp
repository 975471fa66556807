#include "apps/preference.hpp"

#include <string_view>
#include <utility>

#include "fleet/metric_table.hpp"
#include "fleet/query/parser.hpp"

namespace muster::app {

namespace {

const place where{"--prefer", 0, 0, {}};

void report_all(const std::vector<query::problem>& found, diagnostics& problems) {
    for (const auto& p : found)
        problems.error(p.code, where, p.text, p.remedy);
}

/// The metric has an order.
bool has_order(const std::string& metric, const scenario& s, diagnostics& problems) {
    const auto parsed = query::parse(metric);
    report_all(parsed.problems, problems);
    if (!parsed.tree) return false;
    const metric_table names(s);
    const auto bound = query::bind(parsed.tree, names);
    report_all(bound.problems, problems);
    if (!bound.bound) return false;
    const auto kind = bound.bound.result();
    if (kind == query::type::number || kind == query::type::time_span) return true;
    problems.error("wrong-type", where, "`" + metric + "` is no number, so it has no order",
                   "such as `--prefer 'readings.lost asc'`");
    return false;
}

}  // namespace

std::optional<report::preference> read_preference(const std::string& text, const scenario& s,
                                                  diagnostics& problems) {
    report::preference prefer;
    if (text.empty()) return prefer;
    const auto space = text.find_last_of(' ');
    const auto order = space == std::string::npos ? std::string() : text.substr(space + 1);
    if (order != "asc" && order != "desc") {
        problems.error("bad-prefer", where,
                       "found `" + text + "`, expected a metric and `asc` or `desc`",
                       "such as `--prefer 'readings.lost asc'`: the variant with the least");
        return std::nullopt;
    }
    prefer.least = order == "asc";
    prefer.metric = text.substr(0, text.find_last_not_of(' ', space) + 1);
    if (!has_order(prefer.metric, s, problems)) return std::nullopt;
    return prefer;
}

void measure_preferred(scenario& s, const report::preference& prefer) {
    if (prefer.metric.empty()) return;
    expectation_spec measured;
    measured.text = "(" + prefer.metric + ") IS NOT NULL";
    measured.path = "prefer";
    measured.check = {measured.text, where, query::parse(measured.text).tree};
    measured.where = where;
    s.expect.push_back(std::move(measured));
}

report::figure_spread split_preferred(report::seed_study& study) {
    if (study.expectations.empty()) return {};
    auto figure = std::move(study.expectations.back().figure);
    auto runs = std::move(study.runs);
    for (auto& run : runs) {
        if (run.held.empty()) continue;
        run.expectations.pop_back();
        run.held.pop_back();
    }
    study = report::study_seeds(std::move(runs), study.confidence, study.wanted, study.interrupted);
    return figure;
}

}  // namespace muster::app
