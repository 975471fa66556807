#pragma once

#include <optional>
#include <string>
#include <vector>

#include "apps/run_folder.hpp"
#include "report/reported_run.hpp"

namespace muster::app {

/// What a file with rows holds.
struct table_file {
    std::string path;
    bool is_csv = false;
    bool has_messages = false;  ///< as outputs write them; else objects of any kind
    struct value {
        std::vector<std::string> path;  ///< keys, as in `source_column`
        query::type kind = query::type::number;
    };
    std::vector<value> values;  ///< in the order of their first appearance
};

/// Looks at the first lines of a file; nothing where it has no rows that could be asked. Throws
/// std::runtime_error where it can't be read.
std::optional<table_file> look_into(const std::string& path);

/// The tables of a file of messages: `messages`, `readings`, and one for each template.
std::vector<folder_table> message_tables(const table_file& file, const report::reported_run& run);

/// The table of any other file of JSON objects, named after the file.
folder_table object_table(const table_file& file, const report::reported_run& run);

/// What became of each target of a job, and what each device answered to a question, as `jobs/NAME`
/// and `acts/NAME` have it; nothing where there is no such file.
std::optional<folder_table> job_table(const std::string& folder, const std::string& job,
                                      const report::reported_run& run);
std::optional<folder_table> answer_table(const std::string& folder, const std::string& act,
                                         const report::reported_run& run);

/// `readings` of `out/readings.ndjson.zst`.
std::string stem_of(const std::string& path);

}  // namespace muster::app
