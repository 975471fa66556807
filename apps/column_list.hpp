#pragma once

#include <string>
#include <vector>

#include "apps/run_folder.hpp"
#include "report/reported_run.hpp"

namespace muster::app {

/// The columns of a table while it is put together: what queries call them, and where a file has
/// them. The run has to outlive it.
class column_list {
public:
    using keys = std::vector<std::string>;

    explicit column_list(const report::reported_run& run) : run_(run) {}

    void add_text(const std::string& name, keys path, const std::string& about);
    /// A text that is one of these words.
    void add_word(const std::string& name, keys path, std::vector<std::string> words,
                  const std::string& about);
    void add_number(const std::string& name, keys path, const std::string& about);
    void add_time(const std::string& name, keys path, const std::string& about,
                  std::vector<std::string> others = {});
    /// `$elapsed`: seconds since the start of the run, where that is known.
    void add_elapsed();
    /// `$template` of the fleet, where the report knows it.
    void add_template();
    /// A value of a device: by its own name, and by the full one that begins with `kind`:
    /// `telemetry`, `tags`, `properties`. Where two have the same own name, by the full one alone.
    void add_member(const std::string& kind, keys path, query::type type,
                    const std::string& unit = {});
    /// What the report says that the file of devices has.
    void add_device(const report::reported_column& one);
    /// What a file of any objects has: well-known keys become the names that devices and messages
    /// have, others stay as they are.
    void add_any(const keys& path, query::type type);

    /// Hands the columns to the table. The last thing it does.
    void give(folder_table& to);

private:
    void add(query::column column, source_column source);
    /// Of a value that is one of a device's tags, properties, readings: its own name and the full.
    static query::column member(const std::string& kind, const std::string& key, query::column as);
    std::string unit_of(const std::string& signal) const;

    const report::reported_run& run_;
    std::vector<query::column> columns_;
    std::vector<source_column> sources_;
};

}  // namespace muster::app
