#include "report/summary.hpp"

#include <algorithm>
#include <ostream>

#include "report/format.hpp"
#include "report/scenario_words.hpp"
#include "report/summary_sections.hpp"
#include "report/text.hpp"
#include "report/verdict.hpp"

namespace muster::report {

void summary_page::row(std::string_view label, const styled_line& text) {
    styled_line whole(ink::bold, label);
    whole.fill_to(indent).append(text);
    line(whole);
}

void summary_page::rows(std::string_view label, const std::vector<styled_line>& lines) {
    for (const styled_line& text : lines) {
        row(label, text);
        label = {};
    }
}

void summary_page::prose(std::size_t column, ink colour, std::string_view text) {
    const std::size_t room = look_.width > column + 20 ? look_.width - column : 0;
    for (const std::string& part : wrap(printable(text), room))
        line(styled_line(ink::plain, std::string(column, ' ')).add(colour, part));
}

void summary_page::line(const styled_line& text) {
    text_ += text.render(look_, 0) + "\n";
}

void summary_page::gap() {
    if (text_.size() >= 2 && text_.compare(text_.size() - 2, 2, "\n\n") != 0) text_ += "\n";
}

std::string summary_page::dotted(const std::vector<std::string>& parts) const {
    return join(parts, " " + std::string(marks_of(look_).dot) + " ");
}

namespace {

std::string span_of_run(const report_input& in) {
    const time_settings& time = in.about.time;
    const calendar_time end = time.start + in.result.end;
    return words_text(in.result.end) + " of virtual time from " +
           date_text(time.start, time.zone_offset) + " to " + date_text(end, time.zone_offset) +
           " " + zone_text(time.zone_offset) + warm_up_text(time);
}

void summarize_head(summary_page& page, const report_input& in) {
    const std::string title = in.about.title.empty() ? in.about.file : in.about.title;
    page.line(styled_line(ink::bold, title));
    std::vector<std::string> parts{"seed " + std::to_string(in.result.seed), span_of_run(in)};
    if (!in.about.title.empty() && !in.about.file.empty())
        parts.insert(parts.begin(), in.about.file);
    // In one line where that fits, else without a break in the middle of a date.
    const std::string whole = page.dotted(parts);
    const unsigned width = page.look().width;
    if (width == 0 || display_width(whole) <= width) {
        page.prose(0, ink::dim, whole);
    } else {
        const std::string span = std::move(parts.back());
        parts.pop_back();
        page.prose(0, ink::dim, page.dotted(parts));
        page.prose(0, ink::dim, span);
    }
    page.gap();
    const bool good = in.failure.empty() && expectations_met(in.result) && !in.result.interrupted;
    const marks& m = marks_of(page.look());
    const ink colour = good ? ink::good : ink::bad;
    styled_line verdict(colour, good ? m.held : m.not_met);
    page.line(verdict.add(" ").add(ink::bold, verdict_text(in.result, in.failure)));
    page.gap();
}

/// What came in at an output, and what did not.
std::vector<std::string> account_of(const output_counts& c) {
    std::vector<std::string> parts{count_text(c.messages, "message"), count_text(c.lost) + " lost"};
    const std::pair<std::uint64_t, const char*> more[] = {{c.late, "late"},
                                                          {c.out_of_order, "out of order"},
                                                          {c.twice, "twice"},
                                                          {c.unreadable, "unreadable"}};
    for (const auto& [count, what] : more)
        if (count > 0) parts.push_back(count_text(count) + " " + what);
    if (c.delay) parts.push_back("delay " + spread_text(*c.delay));
    return parts;
}

void summarize_ending(summary_page& page, const report_input& in,
                      const std::vector<std::string>& files) {
    std::vector<styled_line> outputs;
    for (const output_file& file : in.outputs) {
        outputs.push_back(styled_line(ink::accent, file.path)
                              .add(ink::dim, "  " + bytes_text(file.bytes) + " of " + file.name));
        outputs.emplace_back(ink::plain, "  " + page.dotted(account_of(file.counts)));
    }
    page.rows("outputs", outputs);
    page.row("digest", styled_line(ink::dim, in.digest));
    page.row("repeat", styled_line(ink::plain, in.repeat));
    std::vector<styled_line> paths;
    for (const std::string& file : files)
        paths.emplace_back(ink::accent, file);
    page.rows("report", paths);
}

}  // namespace

void write_summary(std::ostream& out, const report_input& input,
                   const std::vector<std::string>& files, const style& look) {
    summary_page page(look);
    summarize_head(page, input);
    summarize_devices(page, input.result);
    summarize_traffic(page, input.result);
    summarize_network(page, input);
    summarize_signals(page, input);
    summarize_faults(page, input);
    summarize_supervision(page, input.result);
    summarize_rules(page, input.result);
    summarize_jobs(page, input);
    summarize_acts(page, input);
    summarize_expectations(page, input);
    summarize_machine(page, input.machine);
    summarize_ending(page, input, files);
    out << page.text();
}

}  // namespace muster::report
