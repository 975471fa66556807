#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "fleet/run_result.hpp"
#include "report/statistics.hpp"

namespace muster::report {

/// What is kept of one run among many.
struct seed_run {
    std::uint64_t seed = 0;
    std::vector<expectation_result> expectations;
    std::vector<bool> held;  ///< parallel to the expectations
    std::string digest;
    std::string failure;  ///< why the run itself failed; then nothing else counts

    std::uint64_t broken() const;
    /// How far the expectations are from breaking, or beyond: the smallest margin of all, as a part
    /// of its limit (of a limit of 0: in the figure's unit). Empty where none has a margin.
    std::optional<double> margin() const;
};

/// Keeps of a run what many runs are judged by.
seed_run keep_run(const run_result& result, std::string digest, std::string failure);

/// Whether a run is worse than another: more expectations broken, or as many and a smaller margin.
bool is_worse(const seed_run& run, const seed_run& than);

/// How a figure is spread over the seeds.
struct figure_spread {
    measured_figure::unit kind = measured_figure::unit::number;
    std::uint64_t count = 0;  ///< runs that had the figure
    double p5 = 0, p50 = 0, p95 = 0;
    std::map<std::string, std::uint64_t> words;  ///< of a state: in how many runs
};

/// One expectation over all seeds.
struct expectation_study {
    std::string text, path;
    place where;
    std::uint64_t held = 0, of = 0;
    share_interval sure;
    bool good = false;  ///< it held in at least the share of the seeds that was asked for
    figure_spread figure;
};

/// Runs of one scenario that differ in the seed alone.
struct seed_study {
    share confidence{};
    std::uint64_t wanted = 0;  ///< runs that were asked for
    bool interrupted = false;
    std::vector<seed_run> runs;  ///< whole runs, in the order of their seeds
    std::vector<expectation_study> expectations;
    std::optional<std::size_t> worst;  ///< of `runs`: most expectations broken, then by margin

    std::uint64_t failures() const;
    /// Every expectation is good, every run whole and none missing.
    bool good() const;
};

/// Judges the runs. Those that failed count for no expectation.
seed_study study_seeds(std::vector<seed_run> runs, share confidence, std::uint64_t wanted,
                       bool interrupted);

/// `all 7 expectations hold in at least 95 % of 20 seeds`, or what is wrong.
std::string verdict_text(const seed_study& study);

}  // namespace muster::report
