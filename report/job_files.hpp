#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "fleet/job_target.hpp"
#include "fleet/scenario.hpp"
#include "report/write_files.hpp"

namespace muster::report {

/// A table of each job's devices, `jobs/NAME.csv`, written as the devices come: a header, then a
/// row a device with `device`, `fleet`, `state` and `reason` as RFC 4180 has it. One thread at a
/// time.
class job_files {
public:
    /// Nothing is made before the first devices come; the scenario outlives it.
    job_files(const scenario& about, std::filesystem::path folder);

    /// Some of the job's devices, which come job by job. No devices make a file with a header only.
    void write(std::uint32_t job, const std::vector<job_target>& targets);
    /// Ends the last file. What has been written, and what could not be.
    written_files finish();

private:
    void close();

    const scenario& about_;
    std::filesystem::path folder_;
    written_files done_;
    std::ofstream file_;
    std::filesystem::path path_;  ///< of the file under way; empty before the first
    std::uint32_t job_ = 0;
    int error_ = 0;  ///< why the file under way could not be written; 0: it could
};

}  // namespace muster::report
