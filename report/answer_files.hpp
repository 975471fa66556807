#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "fleet/answer_row.hpp"
#include "fleet/scenario.hpp"
#include "report/row_file.hpp"

namespace muster::report {

/// Tables of what each device answered to a question, `acts/NAME.csv` and `acts/NAME.ndjson`,
/// written as the answers come: a row a device with `device`, `fleet`, `state`, `code`, `value`,
/// `reason` and `seconds`; in the first, as RFC 4180 has it, after a header. One thread at a time.
class answer_files {
public:
    /// Nothing is made before the first answers come; the scenario outlives it.
    answer_files(const scenario& about, std::filesystem::path folder);

    /// Some of the answers to a question, which come question by question. None make a file with a
    /// header only, and an empty one.
    void write(std::uint32_t act, const std::vector<answer_row>& rows);
    /// Ends the last files. What has been written, and what could not be.
    written_files finish();

private:
    const scenario& about_;
    std::filesystem::path folder_;
    written_files done_;
    row_file csv_, lines_;
    std::uint32_t act_ = 0;
};

}  // namespace muster::report
