#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "fleet/diagnostic.hpp"

namespace muster {

struct read_options;

/// A CSV file as it is read: one row of names, then rows of as many cells.
struct table {
    std::string file;  ///< as its problems show it
    std::vector<std::string> names;
    std::vector<std::vector<std::string>> rows;
    std::vector<std::uint32_t> lines;  ///< of the file, by row

    std::optional<std::size_t> column(const std::string& name) const;
    /// Line and number of a cell, for a diagnostic.
    place place_of(std::size_t row, std::size_t column) const;
};

/// Reads CSV text (RFC 4180: commas, double quotes, LF or CRLF). Empty, and reported, where a row
/// has too few or too many cells, where a quote is not closed, or beyond the limits.
std::optional<table> read_csv(const std::string& text, const std::string& file,
                              diagnostics& problems);

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
