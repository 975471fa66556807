#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "report/svg_chart.hpp"

namespace muster::report {

/// Text for a page: escaped as markup, control characters made visible.
std::string html_text(std::string_view text);

/// A table cell: text (escaped here) with CSS classes, then markup as it is.
struct html_cell {
    std::string text;
    std::string css;
    std::string markup{};
};
html_cell number_cell(std::uint64_t n, std::string_view css_where_not_zero = {});

/// A part of a bar, as wide as its share of the whole.
struct bar_part {
    std::string name;
    std::string colour;  ///< of the page's style: `online`, `crashed`
    std::uint64_t count = 0;
};
/// Parts side by side, which say what they are when pointed at; nothing of an empty whole.
std::string html_bar(const std::vector<bar_part>& parts, std::uint64_t whole);

/// A table in a card of its own, scrolled sideways where it is wider. Headings that start with `#`
/// stand over numbers.
std::string html_table(const std::vector<std::string>& headings,
                       const std::vector<std::vector<html_cell>>& rows);
std::string html_heading(std::string_view text);
/// A chart with its title and legend, in a card.
std::string html_chart(const time_axis& axis, const chart& what);
/// Charts side by side as the width allows.
std::string html_chart_grid(const time_axis& axis, const std::vector<chart>& charts);

}  // namespace muster::report
