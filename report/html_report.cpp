#include "report/html_report.hpp"

#include "report/html_charts.hpp"
#include "report/html_elements.hpp"
#include "report/html_page.hpp"
#include "report/html_sections.hpp"

namespace muster::report {

namespace {

/// The policy keeps the page from loading anything, whatever a name in it might try.
std::string page_head(const report_input& input) {
    const std::string title = input.about.title.empty() ? input.about.file : input.about.title;
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
           "style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
           html_text(title) + " – Muster</title>\n<style>" + std::string(page_style) +
           "</style>\n</head>\n";
}

}  // namespace

std::string html_report(const report_input& input) {
    const chart_set charts = make_charts(input);
    std::string out = page_head(input) + "<body>\n<main>\n";
    out += html_header(input) + html_tiles(input) + html_expectations(input);
    out += html_timeline(input, charts) + html_fleet(charts) + html_jobs(input, charts) +
           html_acts(input);
    out += html_signals(input, charts) + html_faults(input) + html_network(input) +
           html_rules(input) + html_origin(input);
    out += "</main>\n<div id=\"tip\"></div>\n<script type=\"application/json\" id=\"data\">";
    out += chart_data(charts, input.about.time);
    out += "</script>\n<script>" + std::string(page_script) + "</script>\n</body>\n</html>\n";
    return out;
}

}  // namespace muster::report
