#include <algorithm>
#include <ostream>

#include "report/figure_text.hpp"
#include "report/format.hpp"
#include "report/summary_sections.hpp"
#include "report/sweep_report.hpp"
#include "report/text.hpp"

namespace muster::report {

namespace {

std::uint64_t seeds_of(const sweep_study& sweep) {
    return sweep.variants.empty() ? 1 : sweep.variants.front().study.wanted;
}

void summarize_head(summary_page& page, const sweep_report& report) {
    const auto& about = report.about;
    const auto& sweep = report.sweep;
    page.line(styled_line(ink::bold, about.title.empty() ? about.file : about.title));
    const auto seeds = seeds_of(sweep);
    std::vector<std::string> parts;
    if (!about.title.empty() && !about.file.empty()) parts.push_back(about.file);
    parts.push_back(count_text(sweep.wanted, "variant"));
    parts.push_back(seeds == 1 ? "seed " + std::to_string(about.seed)
                               : "seeds " + std::to_string(about.seed) + " to " +
                                     std::to_string(about.seed + seeds - 1));
    page.prose(0, ink::dim, page.dotted(parts));
    page.gap();
    const marks& m = marks_of(page.look());
    styled_line verdict(sweep.best ? ink::good : ink::bad, sweep.best ? m.held : m.not_met);
    page.line(verdict.add(" ").add(ink::bold, verdict_text(sweep)));
    page.gap();
}

/// The figure of an expectation at the median, with the share of the seeds where some break it.
styled_line cell_of(const expectation_study& e) {
    const bool all = e.held == e.of;
    std::string text = middle_text(e.figure);
    if (!all && e.of > 1) text += " (" + percent_text(e.held, e.of) + ")";
    return styled_line(e.good ? ink::plain : ink::bad, e.good ? text : text + " !");
}

std::size_t expectations_of(const sweep_study& sweep) {
    std::size_t most = 0;
    for (const auto& variant : sweep.variants)
        most = std::max(most, variant.study.expectations.size());
    return most;
}

std::vector<styled_line> table_head(const sweep_study& sweep) {
    std::vector<styled_line> head{dim("")};
    for (const auto& vary : sweep.vary)
        head.push_back(dim(vary.path));
    head.push_back(dim("holds"));
    for (std::size_t i = 0; i < expectations_of(sweep); ++i)
        head.push_back(dim("[" + std::to_string(i) + "]"));
    if (!sweep.prefer.metric.empty()) head.push_back(dim(sweep.prefer.metric));
    return head;
}

std::vector<styled_line> table_row(const style& look, const sweep_study& sweep, std::size_t i) {
    const auto& variant = sweep.variants[i];
    const auto& study = variant.study;
    const bool good = study.good(), best = sweep.best == i;
    const marks& m = marks_of(look);
    std::vector<styled_line> row{
        styled_line(good ? ink::good : ink::bad, good ? m.held : m.not_met)};
    for (const auto& value : variant.values)
        row.emplace_back(best ? ink::bold : ink::plain, value);
    const auto held = std::count_if(study.expectations.begin(), study.expectations.end(),
                                    [](const expectation_study& e) { return e.good; });
    row.emplace_back(good ? ink::good : ink::bad,
                     study.failures() > 0 ? "failed"
                                          : count_text(static_cast<std::uint64_t>(held)) + " of " +
                                                count_text(study.expectations.size()));
    for (std::size_t e = 0; e < expectations_of(sweep); ++e)
        row.push_back(e < study.expectations.size() ? cell_of(study.expectations[e])
                                                    : styled_line());
    if (!sweep.prefer.metric.empty())
        row.emplace_back(best ? ink::bold : ink::plain, middle_text(variant.preferred));
    return row;
}

void summarize_variants(summary_page& page, const sweep_study& sweep) {
    std::vector<align> columns(sweep.vary.size() + 1, align::left);
    columns.resize(columns.size() + 1 + expectations_of(sweep), align::right);
    if (!sweep.prefer.metric.empty()) columns.push_back(align::right);
    text_table table(columns);
    table.add_row(table_head(sweep));
    for (std::size_t i = 0; i < sweep.variants.size(); ++i)
        table.add_row(table_row(page.look(), sweep, i));
    for (const auto& line : table.lines())
        page.line(line);
    page.gap();
}

/// What the columns are; a variant may have an expectation of another text.
void summarize_columns(summary_page& page, const sweep_study& sweep) {
    for (std::size_t e = 0; e < expectations_of(sweep); ++e) {
        std::vector<std::string> texts;
        for (const auto& variant : sweep.variants) {
            if (e >= variant.study.expectations.size()) continue;
            const auto& text = variant.study.expectations[e].text;
            if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(text);
        }
        page.line(dim("[" + std::to_string(e) + "]  ").add(ink::plain, join(texts, " | ")));
    }
    if (seeds_of(sweep) > 1)
        page.prose(
            0, ink::dim,
            "Figures are medians over the seeds; in brackets the share of the seeds in which "
            "an expectation holds, where that is not all; ! where it is too few.");
    page.gap();
}

std::string why_best(const sweep_study& sweep) {
    const auto& prefer = sweep.prefer;
    if (prefer.metric.empty()) return "the first, as written, that holds all expectations";
    return std::string(prefer.least ? "the least " : "the greatest ") + prefer.metric +
           " of those that hold all expectations";
}

void summarize_best(summary_page& page, const sweep_report& report) {
    const auto& sweep = report.sweep;
    if (sweep.best) {
        const auto& best = sweep.variants[*sweep.best];
        std::vector<std::string> parts;
        for (std::size_t i = 0; i < sweep.vary.size(); ++i)
            parts.push_back(sweep.vary[i].path + "=" + best.values[i]);
        page.row("best",
                 styled_line(ink::bold, join(parts, "  ")).add(ink::dim, "  " + why_best(sweep)));
        page.row("repeat", styled_line(ink::plain, best.repeat));
    }
    page.row("wall time", styled_line(ink::plain, wall_text(report.wall_seconds)));
}

}  // namespace

void write_sweep_summary(std::ostream& out, const sweep_report& report,
                         const std::vector<std::string>& files, const style& look) {
    summary_page page(look);
    summarize_head(page, report);
    if (!report.sweep.variants.empty()) {
        summarize_variants(page, report.sweep);
        summarize_columns(page, report.sweep);
    }
    summarize_best(page, report);
    std::vector<styled_line> paths;
    for (const auto& file : files)
        paths.emplace_back(ink::accent, file);
    page.rows("report", paths);
    out << page.text();
}

}  // namespace muster::report
