#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace muster::report {

/// How text for people is written. The caller finds out about the terminal; nothing here does.
struct style {
    bool colour = false;
    unsigned width = 80;  ///< columns; 0: not limited
    bool unicode = true;
};

enum class ink : unsigned char { plain, bold, dim, good, bad, warn, accent };

/// The text in the ink's colour where the style has colours.
std::string paint(const style& look, ink colour, std::string_view text);

/// The marks that the style can show.
struct marks {
    std::string_view held, not_met, open, dot, none, warning, begin, end, full, rest;
};
const marks& marks_of(const style& look);

/// One line made of pieces in several inks, measured and cut in columns rather than bytes.
class styled_line {
public:
    styled_line() = default;
    styled_line(ink colour, std::string_view text) { add(colour, text); }

    /// Control characters of the text are shown escaped.
    styled_line& add(ink colour, std::string_view text);
    styled_line& add(std::string_view text) { return add(ink::plain, text); }
    styled_line& append(const styled_line& other);
    /// Fills with spaces up to the column.
    styled_line& fill_to(std::size_t column);

    std::size_t width() const;
    bool empty() const { return pieces_.empty(); }
    /// At most `limit` columns of it; 0 cuts nothing.
    std::string render(const style& look, std::size_t limit) const;

private:
    std::vector<std::pair<ink, std::string>> pieces_;
};

inline styled_line plain(std::string_view text) {
    return {ink::plain, text};
}
inline styled_line dim(std::string_view text) {
    return {ink::dim, text};
}

enum class align : unsigned char { left, right };

/// Rows of cells under each other.
class text_table {
public:
    explicit text_table(std::vector<align> columns) : columns_(std::move(columns)) {}

    void add_row(std::vector<styled_line> cells);
    /// The rows with two spaces between the columns and no spaces at their ends.
    std::vector<styled_line> lines() const;

private:
    std::vector<align> columns_;
    std::vector<std::vector<styled_line>> rows_;
};

/// A bar of `columns` cells, of which each part fills its share; a part that is bad and not zero
/// gets at least one cell while there are cells.
styled_line stacked_bar(const style& look, std::size_t columns,
                        const std::vector<std::pair<ink, double>>& parts, double whole);

}  // namespace muster::report
