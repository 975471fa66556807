#include "report/svg_chart.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include "report/format.hpp"
#include "report/markup.hpp"
#include "report/text.hpp"

namespace muster::report {

namespace {

constexpr double lane_height = 13;
constexpr std::size_t lanes_at_most = 3;
constexpr double letter_width = 5.6;
constexpr double steps_at_most = 5;

struct placed_label {
    double x = 0;
    std::size_t lane = 0;
    std::string text;  ///< empty: no room
};

/// Names of spans above the plot, in as few lanes as keep them apart.
std::vector<placed_label> place_labels(const time_axis& axis, const chart_box& box) {
    std::vector<placed_label> out;
    std::array<double, lanes_at_most> used{};
    used.fill(-1e9);
    for (const axis_span& span : axis.spans) {
        placed_label label;
        const std::string text = clip(printable(span.label), 24, true);
        const double width = letter_width * static_cast<double>(display_width(text));
        label.x = std::clamp(box.x(span.begin / axis.end), box.left,
                             std::max(box.left, box.right - width));
        for (std::size_t lane = 0; lane < lanes_at_most && label.text.empty(); ++lane) {
            if (used[lane] + 6 > label.x) continue;
            used[lane] = label.x + width;
            label.lane = lane;
            label.text = text;
        }
        out.push_back(label);
    }
    return out;
}

std::string text_at(double x, double y, const char* css, std::string_view text) {
    return "<text class=\"" + std::string(css) + "\"" + svg_at("x", x) + svg_at("y", y) + ">" +
           markup_escaped(text) + "</text>";
}

std::string line_at(const char* css, double x1, double y1, double x2, double y2) {
    return "<line class=\"" + std::string(css) + "\"" + svg_at("x1", x1) + svg_at("y1", y1) +
           svg_at("x2", x2) + svg_at("y2", y2) + "/>";
}

std::string shade(const chart_box& box, double x, double width) {
    const std::string place = svg_at("x", x) + svg_at("width", width);
    return "<rect class=\"span\"" + place + svg_at("y", box.top) +
           svg_at("height", box.bottom - box.top) + "/><rect class=\"span-top\"" + place +
           svg_at("y", box.top - 3) + svg_at("height", 3) + "/>";
}

std::string draw_spans(const time_axis& axis, const chart_box& box,
                       const std::vector<placed_label>& labels) {
    std::string out;
    for (std::size_t i = 0; i < axis.spans.size(); ++i) {
        const axis_span& span = axis.spans[i];
        const double x1 = box.x(span.begin / axis.end), x2 = box.x(span.end / axis.end);
        out += "<g><title>" + markup_escaped(printable(span.label)) + "</title>";
        out += span.marker ? line_at("mark", x1, box.top, x1, box.bottom)
                           : shade(box, x1, std::max(x2 - x1, 1.5));
        const double y = box.top - 6 - lane_height * static_cast<double>(labels[i].lane);
        if (!labels[i].text.empty())
            out += text_at(labels[i].x, y, span.marker ? "label mark-name" : "label span-name",
                           labels[i].text);
        out += "</g>";
    }
    return out;
}

std::string draw_axes(const time_axis& axis, const chart_box& box, const value_scale& scale) {
    std::string out;
    for (double v = scale.low; v <= scale.high + scale.step / 2; v += scale.step) {
        const double y = box.y(scale.part(v));
        out += line_at("grid", box.left, y, box.right, y);
        out += text_at(box.left - 6, y + 3.5, "tick y",
                       compact_text(std::abs(v) < scale.step / 1e6 ? 0 : v));
    }
    for (const axis_tick& tick : axis.ticks) {
        const double x = box.x(tick.at / axis.end);
        out += line_at("grid", x, box.bottom, x, box.bottom + 4);
        const bool last = x > box.right - 20;
        out += text_at(last ? box.right : x, box.bottom + 17, last ? "tick x last" : "tick x",
                       tick.label);
    }
    return out;
}

/// How far apart the points of a line may lie. A signal that is sent less often than once in a
/// window has empty windows between its values; an outage is longer than these usually are.
std::size_t widest_step(const std::vector<std::size_t>& points) {
    std::vector<std::size_t> steps;
    for (std::size_t i = 1; i < points.size(); ++i)
        steps.push_back(points[i] - points[i - 1]);
    if (steps.empty()) return 1;
    std::sort(steps.begin(), steps.end());
    return steps[(steps.size() - 1) * 3 / 4] * 3 / 2;
}

using run_of_points = std::vector<std::size_t>;

/// The points that have a value, in runs that are drawn without a break.
std::vector<run_of_points> unbroken(const std::vector<double>& values) {
    run_of_points points;
    for (std::size_t i = 0; i < values.size(); ++i)
        if (std::isfinite(values[i])) points.push_back(i);
    const std::size_t widest = widest_step(points);
    std::vector<run_of_points> out;
    for (const std::size_t i : points) {
        if (out.empty() || i - out.back().back() > widest) out.emplace_back();
        out.back().push_back(i);
    }
    return out;
}

class plotter {
public:
    plotter(const time_axis& axis, const chart_box& box, const value_scale& scale)
        : axis_(axis), box_(box), scale_(scale) {}

    std::string line(const chart_series& series) const {
        std::string path;
        for (const run_of_points& run : unbroken(series.values)) {
            path += along(run, series.values);
            if (run.size() == 1) path += "h0";  // a dot, by the round ends of the line
        }
        return shape("line", series.colour, path);
    }

    std::string area(const std::string& colour, const std::vector<double>& low,
                     const std::vector<double>& high) const {
        std::string path;
        for (const run_of_points& run : unbroken(high)) {
            path += along(run, high);
            for (auto i = run.rbegin(); i != run.rend(); ++i)
                path += "L" + point(*i, low[*i]);
            if (run.front() == 0) path += "L" + xy(box_.left, low[0]);
            path += "Z";
        }
        return shape("area", colour, path);
    }

private:
    std::string xy(double x, double value) const {
        return svg_number(x) + "," +
               svg_number(box_.y(std::clamp(scale_.part(value), -0.02, 1.02)));
    }
    std::string point(std::size_t i, double value) const {
        return xy(box_.x(axis_.times[i] / axis_.end), value);
    }
    /// The first window reaches back to the start of the run.
    std::string along(const run_of_points& run, const std::vector<double>& values) const {
        std::string path = run.front() == 0 ? "M" + xy(box_.left, values[0]) : std::string();
        for (const std::size_t i : run)
            path += (path.empty() ? "M" : "L") + point(i, values[i]);
        return path;
    }
    std::string shape(const char* css, const std::string& colour, const std::string& path) const {
        if (path.empty()) return {};
        return "<path class=\"" + std::string(css) + "\" style=\"--c:var(--" + colour + ")\" d=\"" +
               path + "\"/>";
    }

    const time_axis& axis_;
    const chart_box& box_;
    const value_scale& scale_;
};

std::string plot_stacked(const plotter& plot, const chart& what, std::size_t points) {
    std::string out;
    std::vector<double> low(points, 0.0);
    for (const chart_series& series : what.series) {
        std::vector<double> high = low;
        for (std::size_t i = 0; i < points; ++i)
            high[i] += series.values[i];
        const bool any =
            std::any_of(series.values.begin(), series.values.end(), [](double v) { return v > 0; });
        if (any) out += plot.area(series.colour, low, high);
        low = std::move(high);
    }
    return out;
}

std::string plot_lines(const plotter& plot, const chart& what, std::size_t points) {
    const std::vector<double> zero(points, 0.0);
    std::string out = plot.area(what.series[0].colour, zero, what.series[0].values);
    for (const chart_series& series : what.series)
        out += plot.line(series);
    return "<g class=\"light\">" + out + "</g>";
}

std::string plot_band(const plotter& plot, const chart& what) {
    return "<g class=\"light\">" +
           plot.area(what.series[0].colour, what.series[0].values, what.series[1].values) +
           plot.line(what.series[2]) + "</g>";
}

struct extent {
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();
};

extent extent_of(const chart& what, std::size_t points) {
    extent e;
    for (std::size_t i = 0; i < points; ++i) {
        double sum = 0;
        for (const chart_series& series : what.series) {
            const double v = series.values[i];
            if (!std::isfinite(v)) continue;
            sum = what.kind == chart::form::stacked ? sum + v : v;
            e.low = std::min(e.low, sum);
            e.high = std::max(e.high, sum);
        }
    }
    return e.low <= e.high ? e : extent{0, 1};
}

std::string plot(const plotter& with, const chart& what, std::size_t points) {
    switch (what.kind) {
        case chart::form::stacked:
            return plot_stacked(with, what, points);
        case chart::form::lines:
            return plot_lines(with, what, points);
        case chart::form::band:
            return plot_band(with, what);
    }
    return {};
}

}  // namespace

std::string svg_number(double value) {
    std::array<char, 40> buffer{};
    const double rounded = std::round(value * 10) / 10;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), rounded + 0.0,
                                   std::chars_format::fixed);
    return {buffer.data(), end.ptr};
}

std::string svg_at(const char* name, double value) {
    return " " + std::string(name) + "=\"" + svg_number(value) + "\"";
}

value_scale round_scale(double low, double high, bool from_zero) {
    if (from_zero) low = std::min(low, 0.0);
    const double least = std::max(std::abs(low), std::abs(high)) * 1e-9;
    if (!(high - low > least)) high = low + std::max(1.0, std::abs(low) * 0.01);
    double step = 1;
    while (step * steps_at_most < high - low)
        step *= 10;
    while (step / 10 * steps_at_most >= high - low)
        step /= 10;
    for (const double smaller : {0.2, 0.5})
        if (step * smaller * steps_at_most >= high - low) {
            step *= smaller;
            break;
        }
    return {std::floor(low / step + 1e-9) * step, std::ceil(high / step - 1e-9) * step, step};
}

std::string draw_chart(const time_axis& axis, const chart& what) {
    chart_box box;
    const std::vector<placed_label> labels = place_labels(axis, box);
    std::size_t lanes = 0;
    for (const placed_label& label : labels)
        if (!label.text.empty()) lanes = std::max(lanes, label.lane + 1);
    box.top += lane_height * static_cast<double>(lanes);
    const extent e = extent_of(what, axis.times.size());
    const value_scale scale = round_scale(e.low, e.high, what.kind != chart::form::band);
    std::string out = "<svg viewBox=\"0 0 " + svg_number(box.width) + " " + svg_number(box.height) +
                      "\" role=\"img\" aria-label=\"" + markup_escaped(what.title) + "\">";
    out += draw_axes(axis, box, scale);
    if (!axis.times.empty()) out += plot(plotter(axis, box, scale), what, axis.times.size());
    out += draw_spans(axis, box, labels);
    out += "<line class=\"cursor\"" + svg_at("y1", box.top) + svg_at("y2", box.bottom) + "/>";
    return out + "</svg>";
}

}  // namespace muster::report
