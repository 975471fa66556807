#include "report/html_timeline.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "report/format.hpp"
#include "report/markup.hpp"
#include "report/text.hpp"

namespace muster::report {

namespace {

constexpr double row_height = 30;
constexpr double letter_width = 6.1;

struct bar {
    sim_time begin{}, end{};
    std::string colour;
    std::string text, title;
};

struct row {
    std::string name;
    std::vector<bar> bars;
    std::string note;  ///< shown where there is no bar
};

row fault_row(const std::string& name, const fault_result& fault, sim_time end) {
    row r{name, {}, "never began"};
    if (!fault.begin) return r;
    const sim_time until = fault.end.value_or(end);
    const std::string devices = count_text(fault.devices, "device");
    r.bars.push_back({*fault.begin, until, "fault", fault.kind + ", " + devices,
                      name + ": " + fault.kind + ", " + devices + ", " + count_text(fault.active) +
                          " active at the end, " + count_text(fault.recovered) + " recovered"});
    return r;
}

bar batch_bar(const batch_result& batch, sim_time end) {
    const job_counts& c = batch.counts;
    const std::string words =
        count_text(c.succeeded) + " of " + count_text(c.total) + " succeeded, " +
        count_text(c.failed + c.timed_out) + " failed" +
        (c.unreached > 0 ? ", " + count_text(c.unreached) + " not reached" : "");
    return {*batch.begin, batch.end.value_or(end),
            c.failed + c.timed_out > 0 ? "offline" : "online", batch.name,
            "batch " + batch.name + ": " + words};
}

row job_row(const std::string& name, const job_result& job, sim_time end) {
    row r{name, {}, job.state};
    for (const batch_result& batch : job.batches)
        if (batch.begin) r.bars.push_back(batch_bar(batch, job.end.value_or(end)));
    if (r.bars.empty() && job.begin)
        r.bars.push_back(
            {*job.begin, job.end.value_or(end), "blue", job.state, name + ": " + job.state});
    return r;
}

std::string text_at(const char* css, double x, double y, const std::string& text) {
    return "<text class=\"" + std::string(css) + "\"" + svg_at("x", x) + svg_at("y", y) + ">" +
           markup_escaped(printable(text)) + "</text>";
}

/// The text inside the bar; the last bar of a row may have it beside it where the bar is too short.
std::string bar_text(const bar& b, const chart_box& box, double x1, double x2, double y,
                     bool last) {
    const auto letters = [](double width) {
        return static_cast<std::size_t>(std::max(0.0, (width - 14) / letter_width));
    };
    const std::string text = printable(b.text);
    const std::size_t inside = letters(x2 - x1), beside = letters(box.right - x2);
    if (last && inside < display_width(text) && beside > inside)
        return text_at("label", x2 + 5, y + 19, clip(text, beside, true));
    return inside < 3 ? "" : text_at("bar-name", x1 + 7, y + 19, clip(text, inside, true));
}

std::string draw_bar(const bar& b, const chart_box& box, double end, double y, bool last) {
    const auto at = [&](sim_time t) { return box.x(static_cast<double>(t.count()) / 1e6 / end); };
    const double x1 = at(b.begin), x2 = std::max(at(b.end), x1 + 3);
    std::string out = "<g><title>" + markup_escaped(printable(b.title)) + "</title>";
    out += "<rect class=\"bar\" rx=\"4\" style=\"--c:var(--" + b.colour + ")\"" + svg_at("x", x1) +
           svg_at("y", y + 5) + svg_at("width", x2 - x1 - 1) + svg_at("height", row_height - 10) +
           "/>";
    return out + bar_text(b, box, x1, x2, y, last) + "</g>";
}

std::string draw_row(const row& r, const chart_box& box, double end, double y) {
    std::string out = "<line class=\"grid\"" + svg_at("x1", 0) + svg_at("x2", box.right) +
                      svg_at("y1", y + row_height) + svg_at("y2", y + row_height) + "/>";
    out += text_at("row-name", 2, y + 19, clip(printable(r.name), 19, true));
    for (const bar& b : r.bars)
        out += draw_bar(b, box, end, y, &b == &r.bars.back());
    if (r.bars.empty()) out += text_at("label", box.left + 4, y + 19, r.note);
    return out;
}

std::string draw_ticks(const time_axis& axis, const chart_box& box) {
    std::string out;
    for (const axis_tick& tick : axis.ticks) {
        const double x = box.x(tick.at / axis.end);
        out += "<line class=\"grid\"" + svg_at("x1", x) + svg_at("x2", x) + svg_at("y1", 0) +
               svg_at("y2", box.bottom) + "/>";
        out +=
            text_at("tick x", std::clamp(x, box.left, box.right - 16), box.bottom + 16, tick.label);
    }
    return out;
}

}  // namespace

std::string draw_timeline(const report_input& input, const time_axis& axis) {
    const run_result& result = input.result;
    std::vector<row> rows;
    for (const auto& [name, fault] : result.faults)
        rows.push_back(fault_row(name, fault, result.end));
    for (const auto& [name, job] : result.jobs)
        rows.push_back(job_row(name, job, result.end));
    if (rows.empty()) return {};
    chart_box box;
    box.width = 1200;
    box.left = 140;
    box.right = 1192;
    box.bottom = row_height * static_cast<double>(rows.size());
    std::string out = "<svg viewBox=\"0 0 1200 " + svg_number(box.bottom + 24) +
                      "\" role=\"img\" aria-label=\"Timeline\">" + draw_ticks(axis, box);
    for (std::size_t i = 0; i < rows.size(); ++i)
        out += draw_row(rows[i], box, axis.end, row_height * static_cast<double>(i));
    return out + "</svg>";
}

}  // namespace muster::report
