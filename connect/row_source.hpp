#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "connect/line_reader.hpp"
#include "fleet/query/value.hpp"

namespace muster {

/// Where a column of a table finds its value in the lines of a file. Time spans are numbers of
/// seconds there.
struct source_column {
    std::size_t slot = 0;           ///< of the row
    std::vector<std::string> path;  ///< keys of the objects: `readings`, `power`
    query::type kind = query::type::number;
    bool is_instant = false;           ///< a text of RFC 3339, read as microseconds since 1970
    std::optional<double> since = {};  ///< of an instant: seconds since this one instead
    std::optional<double> until = {};  ///< of an instant: the time span until this one instead
    /// What each text stands for; a text that is not in it is NULL. Empty: texts as they are.
    std::map<std::string, std::string, std::less<>> stands_for = {};
};

/// Rows out of a file, one after the other. Not thread-safe.
class row_source {
public:
    virtual ~row_source() = default;

    /// Fills in the columns that it was made for and NULL where there is no such value, or one of
    /// another type; false at the end. Texts live until the next call.
    virtual bool next(std::vector<query::value>& to) = 0;

    std::uint64_t lines() const { return lines_; }
    /// Lines that are broken off or no row.
    std::uint64_t unreadable() const { return unreadable_; }
    /// Why it ended before the file did; empty where it did not.
    virtual const std::string& error() const = 0;

protected:
    std::uint64_t lines_ = 0, unreadable_ = 0;
};

/// A row for each JSON object, one a line.
std::unique_ptr<row_source> json_rows(line_reader lines, std::vector<source_column> columns);

/// Of JSON messages a row for each reading: its name, number and word go where the paths
/// `{"readings", "", "signal"}`, `"value"` and `"word"` say.
std::unique_ptr<row_source> json_readings(line_reader lines, std::vector<source_column> columns);

/// A row for each message of a CSV file as `csv_rows` writes it: successive rows of one device,
/// message and tick. The paths are those of JSON.
std::unique_ptr<row_source> csv_messages(line_reader lines, std::vector<source_column> columns);

/// Of the same file a row for each reading, with paths as in `json_readings`.
std::unique_ptr<row_source> csv_readings(line_reader lines, std::vector<source_column> columns);

/// What a JSON value or a field of a CSV file is as a value of the column; NULL where it is none.
/// `text` has to live as long as the value.
query::value column_value(const source_column& column, std::string_view text);

}  // namespace muster
