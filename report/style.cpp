#include "report/style.hpp"

#include <algorithm>
#include <cmath>

#include "report/text.hpp"

namespace muster::report {

namespace {

std::string_view escape_of(ink colour) {
    switch (colour) {
        case ink::plain:
            return "";
        case ink::bold:
            return "\x1b[1m";
        case ink::dim:
            return "\x1b[2m";
        case ink::good:
            return "\x1b[32m";
        case ink::bad:
            return "\x1b[31m";
        case ink::warn:
            return "\x1b[33m";
        case ink::accent:
            return "\x1b[36m";
    }
    return "";
}

/// What a part of a bar is drawn with where there are no colours to tell the parts apart.
std::string_view bar_piece(const style& look, ink colour) {
    const marks& m = marks_of(look);
    if (look.colour || colour == ink::good || colour == ink::accent) return m.full;
    if (colour == ink::bad) return look.unicode ? "▓" : "x";
    return look.unicode ? "▒" : "o";
}

}  // namespace

std::string paint(const style& look, ink colour, std::string_view text) {
    if (!look.colour || colour == ink::plain || text.empty()) return std::string(text);
    return std::string(escape_of(colour)) + std::string(text) + "\x1b[0m";
}

const marks& marks_of(const style& look) {
    static const marks drawn{"✓", "✗", "·", "·", "–", "!", "▸", "■", "█", "░"};
    static const marks typed{"ok", "FAIL", "..", "|", "-", "!", ">", "#", "#", "."};
    return look.unicode ? drawn : typed;
}

styled_line& styled_line::add(ink colour, std::string_view text) {
    if (!text.empty()) pieces_.emplace_back(colour, printable(text));
    return *this;
}

styled_line& styled_line::append(const styled_line& other) {
    pieces_.insert(pieces_.end(), other.pieces_.begin(), other.pieces_.end());
    return *this;
}

styled_line& styled_line::fill_to(std::size_t column) {
    const std::size_t used = width();
    return used < column ? add(std::string(column - used, ' ')) : *this;
}

std::size_t styled_line::width() const {
    std::size_t sum = 0;
    for (const auto& [colour, text] : pieces_)
        sum += display_width(text);
    return sum;
}

std::string styled_line::render(const style& look, std::size_t limit) const {
    std::string out;
    std::size_t left = limit == 0 ? width() : limit;
    std::size_t total = width();
    for (const auto& [colour, text] : pieces_) {
        const std::size_t needed = display_width(text);
        if (total <= left || needed < left) {
            out += paint(look, colour, text);
        } else {
            return out + paint(look, colour, clip(text + "  ", left, look.unicode));
        }
        left -= needed;
        total -= needed;
    }
    return out;
}

void text_table::add_row(std::vector<styled_line> cells) {
    rows_.push_back(std::move(cells));
}

std::vector<styled_line> text_table::lines() const {
    std::vector<std::size_t> widths(columns_.size(), 0);
    for (const auto& row : rows_)
        for (std::size_t i = 0; i < std::min(row.size(), widths.size()); ++i)
            widths[i] = std::max(widths[i], row[i].width());
    std::vector<styled_line> out;
    for (const auto& row : rows_) {
        styled_line line;
        std::size_t column = 0;
        for (std::size_t i = 0; i < std::min(row.size(), widths.size()); ++i) {
            const std::size_t free = columns_[i] == align::right ? widths[i] - row[i].width() : 0;
            if (!row[i].empty()) line.fill_to(column + free).append(row[i]);
            column += widths[i] + 2;
        }
        out.push_back(std::move(line));
    }
    return out;
}

styled_line stacked_bar(const style& look, std::size_t columns,
                        const std::vector<std::pair<ink, double>>& parts, double whole) {
    styled_line bar;
    double sum = 0;
    std::size_t drawn = 0;
    for (const auto& [colour, part] : parts) {
        if (!(whole > 0) || !(part > 0)) continue;
        sum += part;
        const double exact = std::min(1.0, sum / whole) * static_cast<double>(columns);
        const auto until = static_cast<std::size_t>(std::floor(exact + 1e-9));
        const std::size_t end =
            std::min(columns, std::max(until, colour == ink::bad ? drawn + 1 : drawn));
        bar.add(colour, repeat(bar_piece(look, colour), end - drawn));
        drawn = end;
    }
    return bar.add(ink::dim, repeat(marks_of(look).rest, columns - drawn));
}

}  // namespace muster::report
