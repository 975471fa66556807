#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "report/report_input.hpp"

namespace muster::report {

/// What became of writing a report.
struct written_files {
    std::vector<std::string> paths;  ///< of the files that were written
    std::vector<std::string>
        errors;  ///< `out/report.json: No space left on device`; empty where all went well
};

/// A file with its content.
struct named_file {
    std::string name, content;
};

/// Writes the files into the folder, which is made if it does not exist. A file that cannot be
/// written does not keep the others from being written.
written_files write_files(const std::filesystem::path& folder,
                          const std::vector<named_file>& files);

/// Writes report.html, report.json and junit.xml into the folder, as `write_files` does.
written_files write_report_files(const std::filesystem::path& folder, const report_input& input);

}  // namespace muster::report
