#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "fleet/scenario.hpp"
#include "report/seed_study.hpp"
#include "report/style.hpp"

namespace muster::report {

/// Everything a report of many seeds is made from. The references have to outlive it.
struct seed_report {
    const scenario& about;  ///< with the first seed
    const seed_study& study;
    std::string repeat;       ///< command line that runs the worst seed alone; empty: there is none
    std::string version;      ///< of Muster
    double wall_seconds = 0;  ///< of all runs
};

/// What a person reads after the last run. `files` were written.
void write_seed_summary(std::ostream& out, const seed_report& report,
                        const std::vector<std::string>& files, const style& look);

/// The whole of seeds.json; docs/report-json.md has every field.
std::string seed_json(const seed_report& report);

/// junit.xml with a case for the runs and one for each expectation, which fails where it held in
/// less than the share of the seeds that was asked for.
std::string seed_junit(const seed_report& report);

}  // namespace muster::report
