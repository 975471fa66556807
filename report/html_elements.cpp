#include "report/html_elements.hpp"

#include "report/format.hpp"
#include "report/markup.hpp"
#include "report/text.hpp"

namespace muster::report {

namespace {

std::string cell_html(const html_cell& cell) {
    const std::string css = cell.css.empty() ? "" : " class=\"" + cell.css + "\"";
    return "<td" + css + ">" + html_text(cell.text) + cell.markup + "</td>";
}

std::string heading_cell(const std::string& text) {
    if (text.empty() || text[0] != '#') return "<th>" + html_text(text) + "</th>";
    return "<th class=\"n\">" + html_text(text.substr(1)) + "</th>";
}

/// Of a band, the legend names the area once.
std::string legend(const chart& what) {
    std::string out = "<div class=\"legend\">";
    const auto entry = [&out](const std::string& name, const std::string& colour) {
        out += "<span><i style=\"--c:var(--" + colour + ")\"></i>" + html_text(name) + "</span>";
    };
    if (what.kind == chart::form::band)
        entry("mean, and the span from p5 to p95", what.series[0].colour);
    else
        for (const chart_series& series : what.series)
            entry(series.name, series.colour);
    return out + "</div>";
}

}  // namespace

std::string html_text(std::string_view text) {
    return markup_escaped(printable(text));
}

html_cell number_cell(std::uint64_t n, std::string_view css_where_not_zero) {
    const bool marked = n > 0 && !css_where_not_zero.empty();
    return {count_text(n), marked  ? "n " + std::string(css_where_not_zero)
                           : n > 0 ? "n"
                                   : "n soft"};
}

std::string html_bar(const std::vector<bar_part>& parts, std::uint64_t whole) {
    if (whole == 0) return {};
    std::string out = "<div class=\"parts\">";
    for (const bar_part& part : parts) {
        if (part.count == 0) continue;
        const double share = 100 * static_cast<double>(part.count) / static_cast<double>(whole);
        out += "<i title=\"" + html_text(part.name + ": " + count_text(part.count)) +
               "\" style=\"--c:var(--" + part.colour + ");width:" + svg_number(share) + "%\"></i>";
    }
    return out + "</div>";
}

std::string html_table(const std::vector<std::string>& headings,
                       const std::vector<std::vector<html_cell>>& rows) {
    std::string out = "<div class=\"card scroll\"><table><thead><tr>";
    for (const std::string& heading : headings)
        out += heading_cell(heading);
    out += "</tr></thead><tbody>\n";
    for (const auto& row : rows) {
        out += "<tr>";
        for (const html_cell& cell : row)
            out += cell_html(cell);
        out += "</tr>\n";
    }
    return out + "</tbody></table></div>\n";
}

std::string html_heading(std::string_view text) {
    return "<h2>" + html_text(text) + "</h2>\n";
}

std::string html_chart(const time_axis& axis, const chart& what) {
    return "<figure class=\"card\" data-chart=\"" + what.id + "\"><div class=\"head\"><h3>" +
           html_text(what.title) + "</h3><span class=\"soft small\">" + html_text(what.note) +
           "</span></div>" + legend(what) + draw_chart(axis, what) + "</figure>\n";
}

std::string html_chart_grid(const time_axis& axis, const std::vector<chart>& charts) {
    if (charts.empty()) return {};
    std::string out = "<div class=\"grid2\">\n";
    for (const chart& what : charts)
        out += html_chart(axis, what);
    return out + "</div>\n";
}

}  // namespace muster::report
