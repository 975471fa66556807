#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "fleet/output_counts.hpp"
#include "fleet/run_result.hpp"
#include "fleet/scenario.hpp"

namespace muster::report {

/// A file that an output of the scenario wrote.
struct output_file {
    std::string name, path;
    std::uint64_t bytes = 0;  ///< of the file; 0 where it has no size, such as a pipe
    output_counts counts;
};

/// Everything a report of a run is made from. The references have to outlive it.
struct report_input {
    const scenario& about;
    const run_result& result;
    const machine_facts& machine;
    std::string canonical;  ///< bytes of `result` in report.json
    std::string digest;     ///< of `canonical`
    std::string repeat;     ///< command line that repeats the run, quoted for a shell
    std::string failure;    ///< why the run itself failed; empty where it did not
    std::vector<output_file> outputs;
    std::vector<std::string> tables = {};  ///< files written beside the report, to be asked
};

/// Fills in the canonical bytes, the digest, and `muster run FILE --seed N --devices N` as the
/// command; a caller that knows the options of the run replaces the command.
report_input prepare_report(const scenario& about, const run_result& result,
                            const machine_facts& machine);

/// The word as a POSIX shell has to read it: in single quotes where it holds anything but plain
/// characters.
std::string shell_quoted(const std::string& word);

}  // namespace muster::report
