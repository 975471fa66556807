#pragma once

#include <filesystem>
#include <fstream>
#include <string>

#include "report/write_files.hpp"

namespace muster::report {

/// A file of a report that is written as its rows come. What goes wrong is told when it is closed.
/// One thread at a time.
class row_file {
public:
    bool is_open() const { return !path_.empty(); }
    /// Makes the file, and the folder that it lies in. Requires one that is not open.
    void open(std::filesystem::path path);
    void append(const std::string& rows);
    /// Says what became of it; nothing of one that is not open.
    void close(written_files& done);

private:
    std::filesystem::path path_;  ///< empty: not open
    std::ofstream file_;
    int error_ = 0;  ///< why it could not be written; 0: it could
};

/// A field of a row as RFC 4180 has it.
void append_csv_field(std::string& to, const std::string& text);

}  // namespace muster::report
