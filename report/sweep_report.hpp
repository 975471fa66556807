#pragma once

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "fleet/scenario.hpp"
#include "report/seed_study.hpp"
#include "report/style.hpp"
#include "report/vary.hpp"

namespace muster::report {

/// Which of the good variants is the best.
struct preference {
    std::string metric;  ///< empty: the first in the order written
    bool least = true;   ///< the one with the least figure, not the greatest
};

/// One variant of a sweep.
struct variant_study {
    std::vector<std::string> values;  ///< parallel to the paths that vary
    seed_study study;
    figure_spread preferred;  ///< of the preferred metric; its median is what counts
    std::string repeat;       ///< command line that runs it alone
};

struct sweep_study {
    std::vector<vary_spec> vary;
    preference prefer;
    std::uint64_t wanted = 0;  ///< variants that were asked for
    std::vector<variant_study> variants;
    std::optional<std::size_t> best;  ///< of `variants`; empty: none is good

    bool interrupted() const { return variants.size() < wanted; }
    std::uint64_t failures() const;
};

/// The best of the variants that are good: by the preference, else the first. Of equals the first;
/// one without the preferred figure comes last.
std::optional<std::size_t> best_of(const std::vector<variant_study>& variants,
                                   const preference& prefer);

/// `2 of 3 variants hold all expectations`
std::string verdict_text(const sweep_study& sweep);

/// Everything a report of a sweep is made from. The references have to outlive it.
struct sweep_report {
    const scenario& about;  ///< of the first variant
    const sweep_study& sweep;
    std::string version;  ///< of Muster
    double wall_seconds = 0;
};

/// The table that a person reads. `files` were written.
void write_sweep_summary(std::ostream& out, const sweep_report& report,
                         const std::vector<std::string>& files, const style& look);

/// The whole of sweep.json; docs/report-json.md has every field.
std::string sweep_json(const sweep_report& report);

}  // namespace muster::report
