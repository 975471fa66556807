#pragma once

#include <string>
#include <vector>

namespace muster::report {

/// Where the plot lies inside a chart's drawing, in its units.
struct chart_box {
    double width = 600, height = 236;
    double left = 46, right = 592, top = 12, bottom = 212;

    double x(double part) const { return left + part * (right - left); }
    double y(double part) const { return bottom - part * (bottom - top); }
};

struct axis_tick {
    double at = 0;  ///< seconds
    std::string label;
};

/// A stretch of time that is shaded in every chart, with its name above the plot. `end` equal to
/// `begin` is a line.
struct axis_span {
    double begin = 0, end = 0;  ///< seconds
    std::string label;
    bool marker = false;  ///< a line rather than a shade
};

/// The virtual time that all charts of a report share.
struct time_axis {
    double end = 1;             ///< seconds
    std::vector<double> times;  ///< of the points, seconds
    std::vector<axis_tick> ticks;
    std::vector<axis_span> spans;
};

struct chart_series {
    std::string name;
    std::string colour;          ///< name of a CSS variable without its dashes
    std::vector<double> values;  ///< parallel to the axis' times; NaN where there is none
};

struct chart {
    enum class form : unsigned char {
        stacked,  ///< areas on top of each other, the first at the bottom
        lines,    ///< an area under the first, lines for all
        band,     ///< an area between the first two, a line for the third
    };
    std::string id, title, note;
    form kind = form::lines;
    std::vector<chart_series> series;
};

/// Where the numbers of a vertical axis lie.
struct value_scale {
    double low = 0, high = 1, step = 1;

    double part(double value) const { return (value - low) / (high - low); }
};

/// A scale of at most about five round steps that covers both values; from 0 where `from_zero`.
value_scale round_scale(double low, double high, bool from_zero);

/// The whole `<svg>` of a chart.
std::string draw_chart(const time_axis& axis, const chart& what);

/// A coordinate: at most one decimal.
std::string svg_number(double value);
/// `name="value"` for a coordinate, with a space before it.
std::string svg_at(const char* name, double value);

}  // namespace muster::report
