#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "fleet/diagnostic.hpp"

namespace muster {

/// One field of a record, and where it begins.
struct csv_cell {
    std::string_view text;
    std::uint32_t line = 1, column = 1;
};

/// Reads CSV as RFC 4180 has it: fields between commas, in double quotes where they hold a comma,
/// a line break or a quote (written twice). Lines end with LF or CRLF; empty lines are passed over.
class csv_reader {
public:
    /// The text, without a byte order mark, outlives the reader and the cells.
    csv_reader(std::string_view text, std::string file, diagnostics& problems);

    /// The next record; its cells live until the next one. False at the end, and after a
    /// problem.
    bool next(std::vector<csv_cell>& record);
    /// Where the next record begins.
    std::size_t position() const { return at_; }
    std::uint32_t line() const { return line_; }
    /// Goes on from a position that a record began at.
    void seek(std::size_t position, std::uint32_t line);

private:
    bool field(csv_cell& cell);
    bool quoted(csv_cell& cell);
    bool end_of_field() const;
    bool end_of_line() const;
    void take_line_end();
    std::uint32_t column() const { return static_cast<std::uint32_t>(at_ - line_begin_ + 1); }

    std::string_view text_;
    std::string file_;
    diagnostics& problems_;
    std::size_t at_ = 0, line_begin_ = 0;
    std::uint32_t line_ = 1;
    std::deque<std::string> unescaped_;  // of this record; a deque: the cells' views stay valid
};

}  // namespace muster
