#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "fleet/job_target.hpp"
#include "fleet/scenario.hpp"
#include "report/row_file.hpp"

namespace muster::report {

/// Tables of each job's devices, `jobs/NAME.csv` and `jobs/NAME.ndjson`, written as the devices
/// come: a row a device with `device`, `fleet`, `state`, `reason`, `attempts`, `sent` and `ended`;
/// in the first, as RFC 4180 has it, after a header. One thread at a time.
class job_files {
public:
    /// Nothing is made before the first devices come; the scenario outlives it.
    job_files(const scenario& about, std::filesystem::path folder);

    /// Some of the job's devices, which come job by job. No devices make a file with a header only,
    /// and an empty one.
    void write(std::uint32_t job, const std::vector<job_target>& targets);
    /// Ends the last files. What has been written, and what could not be.
    written_files finish();

private:
    const scenario& about_;
    std::filesystem::path folder_;
    written_files done_;
    row_file csv_, lines_;
    std::uint32_t job_ = 0;
};

}  // namespace muster::report
