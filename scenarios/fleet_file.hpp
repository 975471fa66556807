#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "fleet/device_table.hpp"
#include "scenarios/input_file.hpp"

namespace muster {

/// A fleet's file while it is read: the table, and where its cells stand, for what is found wrong
/// with them later.
class fleet_file {
public:
    enum class format : std::uint8_t { csv, json_lines };

    fleet_file(input_file file, format written_as);

    const std::string& path() const { return file_.path; }
    format written_as() const { return format_; }
    std::string_view text() const { return file_.text; }
    const std::shared_ptr<device_table>& table() const { return table_; }
    const table_column* find(const std::string& column) const;
    std::vector<std::string> column_names() const;
    /// Notes that the next row begins at a position of the text.
    void begin_row(std::size_t position, std::uint32_t line);
    /// The field of a column in a row; of JSON lines the line.
    place place_of(std::uint64_t row, const std::string& column) const;
    /// The field in the first row that has this text.
    place place_of_text(const table_column& column, std::uint32_t code) const;

private:
    struct row_place {
        std::size_t position = 0;
        std::uint32_t line = 0;
    };

    input_file file_;
    format format_;
    std::shared_ptr<device_table> table_ = std::make_shared<device_table>();
    std::vector<row_place> rows_;
};

/// Reads the file that a fleet's `from` names: CSV, or JSON lines where its name says so (`.jsonl`,
/// `.ndjson`). Empty, and reported, where its form or its ids are wrong.
std::optional<fleet_file> read_fleet_file(const read_options& options, const std::string& path,
                                          const place& named, diagnostics& problems);

}  // namespace muster
