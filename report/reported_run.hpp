#pragma once

#include <cmath>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "fleet/area.hpp"
#include "fleet/diagnostic.hpp"
#include "fleet/query/table.hpp"

namespace muster::report {

/// A part of a result as a table: the jobs, the windows, ...
struct reported_table {
    std::string name;
    std::vector<query::column> columns;
    std::vector<std::vector<query::kept_value>> rows;  ///< parallel to `columns`
};

/// A signal that a run measured.
struct reported_signal {
    std::string of_template, name, unit;
};

/// What the file of devices has of each.
struct reported_column {
    std::vector<std::string> path;  ///< keys of the objects that it lies in
    query::column as;
};

/// What a report.json says of a run to whoever asks its folder.
struct reported_run {
    double start = 0;    ///< microseconds since 1970
    double seconds = 0;  ///< how long it ran
    /// When it ended, in microseconds since 1970.
    double end() const { return start + std::round(seconds * 1e6); }
    std::vector<std::string> tables_written;              ///< files beside the report
    std::vector<std::string> outputs;                     ///< paths, as the run was given them
    std::map<std::string, std::string> template_of;       ///< by fleet; empty of older reports
    std::map<std::string, std::string> model_of;          ///< DTMI by template, where there is one
    std::map<std::string, std::string> group_conditions;  ///< of groups that have one
    std::vector<reported_signal> signals;
    std::vector<reported_column> device_columns;  ///< none where the run wrote no tables
    std::map<std::string, std::shared_ptr<const area>, std::less<>> areas;
    std::vector<reported_table> tables;
};

/// Reads a report.json. Empty, with the reason in the diagnostics, where it is none.
std::optional<reported_run> read_reported_run(const std::string& file, diagnostics& problems);

}  // namespace muster::report
