#include <ostream>

#include "report/figure_text.hpp"
#include "report/format.hpp"
#include "report/scenario_words.hpp"
#include "report/seed_report.hpp"
#include "report/summary_sections.hpp"
#include "report/text.hpp"
#include "report/verdict.hpp"

namespace muster::report {

namespace {

void summarize_head(summary_page& page, const seed_report& report) {
    const auto& about = report.about;
    const auto& study = report.study;
    page.line(styled_line(ink::bold, about.title.empty() ? about.file : about.title));
    const auto first = about.seed;
    std::vector<std::string> parts;
    if (!about.title.empty() && !about.file.empty()) parts.push_back(about.file);
    parts.push_back(study.wanted == 1 ? "seed " + std::to_string(first)
                                      : "seeds " + std::to_string(first) + " to " +
                                            std::to_string(first + study.wanted - 1));
    parts.push_back(count_text(about.device_count(), "device"));
    parts.push_back(words_text(about.time.length.value_or(duration{})) + " of virtual time each");
    page.prose(0, ink::dim, page.dotted(parts));
    page.gap();
    const marks& m = marks_of(page.look());
    styled_line verdict(study.good() ? ink::good : ink::bad, study.good() ? m.held : m.not_met);
    page.line(verdict.add(" ").add(ink::bold, verdict_text(study)));
    page.gap();
}

std::string interval_text(const share_interval& sure) {
    return part_text(sure.low) + " to " + part_text(sure.high);
}

/// When an expectation is looked at, where that is not the end.
std::string form_of(const scenario& about, const expectation_study& e) {
    const expectation_result by_path{e.text, e.path, {}, {}, {}, 0, {}};
    const auto* spec = spec_of(about, by_path);
    const bool said = spec != nullptr && spec->kind != expectation_spec::form::at_end;
    return said ? "  " + expectation_form_text(*spec) : std::string();
}

std::vector<styled_line> row_of(const style& look, const scenario& about,
                                const expectation_study& e) {
    const marks& m = marks_of(look);
    const ink colour = e.good ? ink::good : ink::bad;
    const auto& f = e.figure;
    const bool counts = f.count > 0 && f.kind != measured_figure::unit::word;
    const auto figure = [&](double value) {
        return styled_line(ink::plain, counts ? figure_text(f.kind, value) : "-");
    };
    styled_line text(e.good ? ink::plain : ink::bold, e.text);
    text.add(ink::dim, form_of(about, e));
    if (!f.words.empty()) text.add(ink::dim, "  " + words_of(f));
    return {styled_line(colour, e.good ? m.held : m.not_met),
            styled_line(colour, percent_text(e.held, e.of)),
            styled_line(ink::plain, count_text(e.held) + " of " + count_text(e.of)),
            styled_line(ink::dim, interval_text(e.sure)),
            figure(f.p5),
            figure(f.p50),
            figure(f.p95),
            text};
}

void summarize_expectations_over_seeds(summary_page& page, const seed_report& report) {
    const auto& study = report.study;
    if (study.expectations.empty()) return;
    text_table table({align::left, align::right, align::right, align::left, align::right,
                      align::right, align::right, align::left});
    const auto head = [](const char* text) { return styled_line(ink::dim, text); };
    table.add_row({head(""), head("holds"), head("seeds"), head("sure of"), head("p5"), head("p50"),
                   head("p95"), head("expectation")});
    for (const auto& e : study.expectations)
        table.add_row(row_of(page.look(), report.about, e));
    page.rows("expectations", table.lines());
    page.gap();
}

/// What so many seeds can show, and how many would show what was asked for.
std::string certainty(const seed_study& study) {
    const auto whole = study.runs.size() - study.failures();
    const auto most = wilson_interval(whole, whole).low;
    std::string text = "\"sure of\" is where the share of all seeds lies with 95 % certainty; " +
                       count_text(whole, "seed") + " that all hold show that " + part_text(most) +
                       " of all seeds do";
    const auto needed = seeds_to_be_sure_of(study.confidence);
    if (needed > whole)
        text += ", " + count_text(needed) + " would show " + share_text(study.confidence);
    else if (needed == 0)
        text += ", and no number of them shows all";
    return text;
}

void summarize_worst(summary_page& page, const seed_report& report) {
    const auto& study = report.study;
    if (!study.worst) return;
    const auto& run = study.runs[*study.worst];
    const bool broken = run.broken() > 0;
    page.row(broken ? "worst seed" : "tightest seed",
             styled_line(ink::plain,
                         std::to_string(run.seed) +
                             (broken ? ": " + count_text(run.broken()) + " of " +
                                           count_text(run.held.size(), "expectation") + " not met"
                                     : ": all held, nearest to a limit")));
    for (std::size_t i = 0; i < run.held.size(); ++i)
        if (!run.held[i])
            page.prose(summary_page::indent, ink::bad,
                       run.expectations[i].text + ": observed " + run.expectations[i].observed);
    page.row("repeat", styled_line(ink::plain, report.repeat));
    page.gap();
}

void summarize_failures(summary_page& page, const seed_study& study) {
    std::vector<styled_line> lines;
    for (const auto& run : study.runs)
        if (!run.failure.empty())
            lines.push_back(
                styled_line(ink::bad, "seed " + std::to_string(run.seed) + ": ").add(run.failure));
    page.rows("failed", lines);
    page.gap();
}

}  // namespace

void write_seed_summary(std::ostream& out, const seed_report& report,
                        const std::vector<std::string>& files, const style& look) {
    summary_page page(look);
    summarize_head(page, report);
    summarize_failures(page, report.study);
    summarize_expectations_over_seeds(page, report);
    if (!report.study.expectations.empty()) {
        page.prose(summary_page::indent, ink::dim, certainty(report.study));
        page.gap();
    }
    summarize_worst(page, report);
    const auto runs = report.study.runs.size();
    if (runs > 0)
        page.row(
            "wall time",
            styled_line(ink::plain,
                        page.dotted({wall_text(report.wall_seconds),
                                     wall_text(report.wall_seconds / static_cast<double>(runs)) +
                                         " a run"})));
    std::vector<styled_line> paths;
    for (const auto& file : files)
        paths.emplace_back(ink::accent, file);
    page.rows("report", paths);
    out << page.text();
}

}  // namespace muster::report
