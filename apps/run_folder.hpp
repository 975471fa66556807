#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "connect/row_source.hpp"
#include "fleet/diagnostic.hpp"
#include "fleet/query/instants.hpp"
#include "fleet/query/table.hpp"

namespace muster::app {

/// A table that the folder of a run has.
struct folder_table {
    enum class form : std::uint8_t { json, json_readings, csv_messages, csv_readings, memory };

    std::string name;
    std::vector<std::string> others = {};  ///< further names: the DTMI of a template
    std::string about;
    query::table_scope columns = {};
    form from = form::memory;
    std::string file;                         ///< that the rows are read from
    std::vector<source_column> sources = {};  ///< parallel to the columns; none in memory
    std::set<std::string> fleets = {};        ///< only their rows; empty: all
    std::map<query::field_id, source_column> joined = {};  ///< columns that `devices_file` has
    std::string devices_file = {};
    bool is_of_devices = false;       ///< its rows are about one device each
    bool leaves_out_removed = false;  ///< rows of devices that are none any more
    std::vector<std::vector<query::kept_value>> rows = {};  ///< in memory
};

/// What `muster run --out` left in a folder, as tables.
struct run_folder {
    std::string path;
    std::vector<folder_table> tables;
    query::time_frame frame;
    std::map<std::string, std::string> group_conditions;
    std::shared_ptr<const query::area_map> areas = {};
    /// The same as trees, by the path of their names.
    std::shared_ptr<const std::map<std::string, query::node_ptr, std::less<>>> groups = {};

    const folder_table* find(const std::string& table) const;
    std::vector<std::string> table_names() const;
};

/// Looks at a folder, or at one file of messages. Files are opened and their first lines read, to
/// see what columns they have. Empty, with the reason in the diagnostics, where there is nothing to
/// ask.
std::optional<run_folder> open_run_folder(const std::string& path, diagnostics& problems);

/// Opens a table's file for those of these columns that are in it; behind them, whether the device
/// is one that the table leaves out. Throws std::runtime_error where
/// that fails. Requires a table that is not in memory.
std::unique_ptr<row_source> open_rows(const folder_table& table,
                                      const std::vector<query::field_id>& columns);

}  // namespace muster::app
