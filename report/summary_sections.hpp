#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/report_input.hpp"
#include "report/style.hpp"

namespace muster::report {

/// The lines of a summary as they come together: a label at the left, what it says in a column
/// beside it.
class summary_page {
public:
    static constexpr std::size_t indent = 14;  ///< column of everything but labels

    explicit summary_page(const style& look) : look_(look) {}

    const style& look() const { return look_; }
    /// A line with its label; an empty label continues the one above.
    void row(std::string_view label, const styled_line& text);
    /// The lines, of which the first gets the label. Nothing where there are none.
    void rows(std::string_view label, const std::vector<styled_line>& lines);
    /// Text broken to the width of the style, under the column at `column`.
    void prose(std::size_t column, ink colour, std::string_view text);
    void line(const styled_line& text);
    void gap();
    /// ` · ` between the parts.
    std::string dotted(const std::vector<std::string>& parts) const;

    const std::string& text() const { return text_; }

private:
    const style& look_;
    std::string text_;
};

void summarize_devices(summary_page& page, const run_result& result);
void summarize_acts(summary_page& page, const report_input& input);
void summarize_traffic(summary_page& page, const run_result& result);
void summarize_network(summary_page& page, const report_input& input);
void summarize_signals(summary_page& page, const report_input& input);
void summarize_faults(summary_page& page, const report_input& input);
void summarize_supervision(summary_page& page, const run_result& result);
void summarize_rules(summary_page& page, const run_result& result);
void summarize_jobs(summary_page& page, const report_input& input);
void summarize_expectations(summary_page& page, const report_input& input);
void summarize_machine(summary_page& page, const machine_facts& machine);

}  // namespace muster::report
