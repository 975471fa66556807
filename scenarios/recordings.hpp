#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fleet/diagnostic.hpp"

namespace muster {

struct read_options;

/// A CSV file as it is read: one row of names, then rows of as many cells.
struct table {
    std::string file;  ///< as its problems show it
    std::vector<std::string> names;

    std::size_t rows() const { return begins_.size(); }
    std::string_view cell(std::size_t row, std::size_t column) const {
        return cells_[row * names.size() + column];
    }
    std::uint32_t line(std::size_t row) const { return begins_[row].line; }
    std::optional<std::size_t> column(const std::string& name) const;
    /// Where a cell begins, for a diagnostic.
    place place_of(std::size_t row, std::size_t column) const;

private:
    friend class table_maker;
    struct begin {
        std::size_t at = 0;           ///< where the reader was before the row
        std::uint32_t line_then = 0;  ///< it was at this line, empty ones come next
        std::uint32_t line = 0;
    };
    std::shared_ptr<const std::string> text_;
    std::vector<std::string_view> cells_;  ///< of all rows: parts of the text, or of what follows
    std::deque<std::string> unescaped_;
    std::vector<begin> begins_;  ///< by row
};

/// Reads CSV text (`csv_reader`). Empty, and reported, where it is none, where a row has too few or
/// too many cells, or beyond the limits.
std::optional<table> read_csv(std::string text, const std::string& file, diagnostics& problems);

/// The tables of one reading, each read once.
class table_files {
public:
    /// Null where the file can't be read; `named` is where the scenario names it, and a relative
    /// path is relative to the file there. What is wrong is reported once.
    std::shared_ptr<const table> open(const read_options& options, const std::string& path,
                                      const place& named, diagnostics& problems);

private:
    std::map<std::string, std::shared_ptr<const table>> known_;  ///< by path
};

}  // namespace muster
