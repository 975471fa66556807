#include "apps/seeds.hpp"

#include <iostream>
#include <limits>
#include <utility>

#include "apps/inputs.hpp"
#include "apps/machine.hpp"
#include "apps/one_run.hpp"
#include "apps/terminal.hpp"
#include "report/html_report.hpp"
#include "report/json_report.hpp"
#include "report/seed_report.hpp"
#include "report/write_files.hpp"

namespace muster::app {

namespace {

constexpr share usual_confidence{950'000'000};

/// One run of a study; nothing where it was interrupted, for then it is no whole run.
std::optional<kept_run> run_seed(const study_plan& plan, std::uint64_t seed,
                                 std::vector<report::seed_run>& runs) {
    auto s = read_given(with_seed(plan.given, seed), plan.given.files.front());
    if (!s.value) {  // it has changed since it was first read, or draws two devices of one id
        print_problems(s.problems);
        const auto why = s.problems.items.empty() ? "" : ": " + to_text(s.problems.items.front());
        runs.push_back({seed, {}, {}, {}, "the scenario can't be read with this seed" + why});
        return std::nullopt;
    }
    plan.prepare(*s.value);
    auto* display = plan.display;
    if (display != nullptr) {
        display->begin(plan.name + "seed " + std::to_string(seed));
        display->update({}, monotonic_seconds());
    }
    const auto see = [&](const std::optional<run_progress>& news) {
        if (news && display != nullptr) display->update(*news, monotonic_seconds());
    };
    auto made = make_run(*s.value, settings_of_many(plan.given), see);
    if (made.outcome.result.interrupted) return std::nullopt;
    const auto input = report::prepare_report(*s.value, made.outcome.result, made.machine);
    runs.push_back(
        report::keep_run(made.outcome.result, input.digest, std::move(made.outcome.failure)));
    if (display != nullptr) display->end(runs.back().broken());
    return kept_run{std::move(*s.value), std::move(made.outcome.result), std::move(made.machine)};
}

/// The worst run's own report, as `muster run` would write it.
std::vector<report::named_file> report_of(const kept_run& run, const std::string& repeat) {
    auto input = report::prepare_report(run.about, run.result, run.machine);
    input.repeat = repeat;
    return {{"worst-seed.html", report::html_report(input)},
            {"worst-seed.json", report::json_report(input)}};
}

/// Writes the files and says what came of it; returns the exit code.
int report_on(const options& given, const scenario& first, const made_study& made,
              double wall_seconds) {
    const auto& study = made.study;
    report::seed_report input{first, study, {}, MUSTER_VERSION, wall_seconds};
    if (study.worst) input.repeat = repeat_command(with_seed(given, study.runs[*study.worst].seed));
    report::written_files files;
    if (!given.out.empty()) {
        std::vector<report::named_file> all{{"seeds.json", report::seed_json(input)},
                                            {"junit.xml", report::seed_junit(input)}};
        if (made.worst)
            for (auto& file : report_of(*made.worst, input.repeat))
                all.push_back(std::move(file));
        files = report::write_files(given.out, all);
    }
    for (const auto& e : files.errors)
        std::cerr << "muster: " << e << '\n';
    if (given.json)
        std::cout << report::seed_json(input);
    else if (given.quiet)
        std::cout << report::verdict_text(study) << '\n';
    else
        report::write_seed_summary(std::cout, input, files.paths, style_for(STDOUT_FILENO));
    for (const auto& run : study.runs)
        if (!run.failure.empty())
            std::cerr << "muster: the run with seed " << run.seed << " failed: " << run.failure
                      << '\n';
    return files.errors.empty() ? exit_code_of(study) : failed;
}

}  // namespace

options with_seed(options given, std::uint64_t seed) {
    given.sets.push_back("seed=" + std::to_string(seed));
    given.flags["seed"] = "--seed";
    return given;
}

bool confidence_fits(const options& given) {
    if (!given.confidence || given.seeds) return true;
    std::cerr << to_text({severity::error,
                          "missing-option",
                          {"--confidence", 0, 0, {}},
                          "without `--seeds` there is but one seed",
                          "such as `--seeds 100`"})
              << '\n';
    return false;
}

bool seeds_exist(const options& given, std::uint64_t first) {
    const auto more = given.seeds.value_or(1) - 1;
    if (first <= std::numeric_limits<std::uint64_t>::max() - more) return true;
    std::cerr << to_text({severity::error,
                          "out-of-range",
                          {"--seeds", 0, 0, {}},
                          "there are fewer seeds above " + std::to_string(first),
                          "begin with a smaller `--seed`"})
              << '\n';
    return false;
}

void warn_of_outputs(const scenario& s) {
    if (s.outputs.empty()) return;
    std::cerr << to_text({severity::warning, "outputs-not-written", s.outputs.front().where,
                          "outputs are not written by many runs, of which each would replace the "
                          "files of the one before",
                          "run one seed for its outputs"})
              << '\n';
}

made_study make_study(const study_plan& plan) {
    const auto wanted = plan.given.seeds.value_or(1);
    made_study made;
    std::vector<report::seed_run> runs;
    std::optional<std::size_t> worst;
    for (std::uint64_t i = 0; i < wanted && !was_interrupted(); ++i) {
        auto kept = run_seed(plan, plan.first_seed + i, runs);
        if (!kept) break;  // interrupted, or there is nothing to read any more
        if (!runs.back().failure.empty()) continue;
        if (worst && !report::is_worse(runs.back(), runs[*worst])) continue;
        worst = runs.size() - 1;
        made.worst = std::move(kept);
    }
    const bool cut = was_interrupted() && runs.size() < wanted;
    made.study = report::study_seeds(std::move(runs),
                                     plan.given.confidence.value_or(usual_confidence), wanted, cut);
    return made;
}

int exit_code_of(const report::seed_study& study) {
    if (study.interrupted) return exit_code::interrupted;
    if (study.failures() > 0) return failed;
    return study.good() ? all_held : not_met;
}

int run_seeds(const options& given) {
    const auto first = read_input(given, given.files.front());
    if (!first || !seeds_exist(given, first->seed)) return bad_input;
    if (!prepare_folder(given)) return failed;
    warn_of_outputs(*first);
    catch_interrupts();
    const bool shown = !given.quiet && !given.json;
    report::runs_display display(std::cerr, style_for(STDERR_FILENO), is_screen(STDERR_FILENO),
                                 *given.seeds);
    study_plan plan;
    plan.given = given;
    plan.first_seed = first->seed;
    if (shown) plan.display = &display;
    const auto began = monotonic_seconds();
    const auto made = make_study(plan);
    display.finish();
    return report_on(given, *first, made, monotonic_seconds() - began);
}

}  // namespace muster::app
