#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "apps/options.hpp"
#include "fleet/run_result.hpp"
#include "fleet/scenario.hpp"
#include "report/runs_display.hpp"
#include "report/seed_study.hpp"

namespace muster::app {

/// `muster run FILE --seeds N`.
int run_seeds(const options& given);

/// Whether a confidence is asked for only with seeds; where not, it has been said.
bool confidence_fits(const options& given);

/// Whether the seeds that the options ask for exist above the first; where not, it has been said.
bool seeds_exist(const options& given, std::uint64_t first);

/// Says that outputs are not written, where the scenario has some: every run would write the same
/// files.
void warn_of_outputs(const scenario& s);

/// A run whose whole result is kept.
struct kept_run {
    scenario about;
    run_result result;
    machine_facts machine;
};

struct made_study {
    report::seed_study study;
    std::optional<kept_run> worst;
};

/// How a study is made.
struct study_plan {
    options given;
    std::uint64_t first_seed = 0;
    std::string name;  ///< what the display calls the runs, before the seed; may be empty
    /// Sees every scenario before its run; may ask for more than the file does.
    std::function<void(scenario&)> prepare = [](scenario&) {};
    report::runs_display* display = nullptr;  ///< null: nothing is shown
};

/// Runs one seed after the other (one, where the options ask for none). The scenario is read again
/// for each: a seed may alter whatever a reader makes of the file.
made_study make_study(const study_plan& plan);

/// 130 where it was interrupted, 1 where a run failed, 99 where an expectation does not hold often
/// enough, else 0.
int exit_code_of(const report::seed_study& study);

/// The options with another seed.
options with_seed(options given, std::uint64_t seed);

}  // namespace muster::app
