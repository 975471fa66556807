#include <algorithm>
#include <iostream>
#include <utility>

#include "apps/commands.hpp"
#include "apps/inputs.hpp"
#include "apps/limits.hpp"
#include "apps/machine.hpp"
#include "apps/one_run.hpp"
#include "apps/preference.hpp"
#include "apps/seeds.hpp"
#include "apps/terminal.hpp"
#include "report/write_files.hpp"

namespace muster::app {

namespace {

/// A variant of the scenario: the options that make it, and its seed.
struct planned_variant {
    std::vector<std::string> values;
    options given;
    std::uint64_t first_seed = 0;
};

/// What a sweep is to do, checked to the last variant before the first run.
struct sweep_plan {
    report::sweep_study sweep;
    std::optional<scenario> first;  ///< of the first variant
    std::vector<planned_variant> variants;
};

void read_varies(const options& given, sweep_plan& plan, diagnostics& problems) {
    for (const auto& text : given.varies) {
        auto spec = report::parse_vary(text, problems);
        if (!spec) continue;
        const auto same = [&](const report::vary_spec& v) { return v.path == spec->path; };
        if (std::any_of(plan.sweep.vary.begin(), plan.sweep.vary.end(), same))
            problems.error("duplicate-vary", {"--vary " + spec->path, 0, 0, {}},
                           "the path varies twice", "give all of its values to one `--vary`");
        plan.sweep.vary.push_back(std::move(*spec));
    }
    if (given.varies.empty())
        problems.error("missing-option", {"sweep", 0, 0, {}}, "nothing varies",
                       "such as `--vary params.limit=1%,2%,5%`");
}

void check_size(const options& given, const sweep_plan& plan, diagnostics& problems) {
    const auto variants = report::count_variants(plan.sweep.vary, limits::variants);
    if (variants > limits::variants)
        problems.error("too-many-variants", {"--vary", 0, 0, {}},
                       "there are more than " + std::to_string(limits::variants) + " variants",
                       "give fewer values, or sweep one path after the other");
    else if (variants * given.seeds.value_or(1) > limits::runs)
        problems.error("too-many-runs", {"--seeds", 0, 0, {}},
                       std::to_string(variants) + " variants of " + std::to_string(*given.seeds) +
                           " seeds are more than " + std::to_string(limits::runs) + " runs",
                       "give fewer seeds or fewer values");
}

options options_of(const options& given, const std::vector<report::vary_spec>& vary,
                   const std::vector<std::string>& values) {
    options all = given;
    for (std::size_t i = 0; i < vary.size(); ++i) {
        all.sets.push_back(vary[i].path + "=" + values[i]);
        all.flags[vary[i].path] = "--vary " + vary[i].path;
    }
    return all;
}

/// Adds what is not there yet: what is wrong with a path is wrong in every variant.
void add_new(const diagnostics& found, diagnostics& problems) {
    for (const auto& item : found.items) {
        const auto text = to_text(item);
        const auto same = [&](const diagnostic& known) { return to_text(known) == text; };
        if (std::none_of(problems.items.begin(), problems.items.end(), same))
            problems.items.push_back(item);
    }
}

/// Reads every variant, so that a mistake in the last one is known before the first one runs.
void read_variants(const options& given, sweep_plan& plan, diagnostics& problems) {
    for (auto& values : report::variants_of(plan.sweep.vary)) {
        planned_variant variant{std::move(values), {}, 0};
        variant.given = options_of(given, plan.sweep.vary, variant.values);
        auto read = read_given(variant.given, given.files.front());
        add_new(read.problems, problems);
        if (!read.value) continue;
        variant.first_seed = read.value->seed;
        diagnostics found;
        const auto prefer = read_preference(given.prefer, *read.value, found);
        add_new(found, problems);
        if (prefer) plan.sweep.prefer = *prefer;
        if (!plan.first) plan.first = std::move(read.value);
        plan.variants.push_back(std::move(variant));
    }
    plan.sweep.wanted = plan.variants.size();
}

/// Empty, with everything that is wrong printed, where there is nothing to run.
std::optional<sweep_plan> make_plan(const options& given) {
    sweep_plan plan;
    diagnostics problems;
    read_varies(given, plan, problems);
    if (!problems.has_errors()) check_size(given, plan, problems);
    if (!problems.has_errors()) read_variants(given, plan, problems);
    print_problems(problems);
    if (problems.has_errors()) return std::nullopt;
    const auto fits = [](const planned_variant& v) { return seeds_exist(v.given, v.first_seed); };
    if (!std::all_of(plan.variants.begin(), plan.variants.end(), fits)) return std::nullopt;
    return plan;
}

std::string name_of(const std::vector<report::vary_spec>& vary,
                    const std::vector<std::string>& values) {
    std::string name;
    for (std::size_t i = 0; i < vary.size(); ++i)
        name += vary[i].path + "=" + values[i] + ", ";
    return name;
}

/// The command line that runs a variant alone; what varies is set there.
std::string repeat_of(const options& variant, const std::vector<report::vary_spec>& vary) {
    options alone = variant;
    for (const auto& spec : vary)
        alone.flags.erase(spec.path);
    auto command = repeat_command(alone);
    if (variant.seeds) command += " --seeds " + std::to_string(*variant.seeds);
    return command;
}

void run_variants(sweep_plan& plan, report::runs_display* display) {
    for (const auto& variant : plan.variants) {
        study_plan how;
        how.given = variant.given;
        how.first_seed = variant.first_seed;
        how.name = name_of(plan.sweep.vary, variant.values);
        how.prepare = [&plan](scenario& s) { measure_preferred(s, plan.sweep.prefer); };
        how.display = display;
        auto made = make_study(how);
        if (made.study.interrupted) return;
        report::variant_study done{variant.values, std::move(made.study), {}, {}};
        if (!plan.sweep.prefer.metric.empty()) done.preferred = split_preferred(done.study);
        done.repeat = repeat_of(variant.given, plan.sweep.vary);
        plan.sweep.variants.push_back(std::move(done));
    }
}

int verdict(const report::sweep_study& sweep) {
    if (sweep.interrupted()) return exit_code::interrupted;
    if (sweep.failures() > 0) return failed;
    return sweep.best ? all_held : not_met;
}

int report_on(const options& given, const report::sweep_report& input) {
    report::written_files files;
    if (!given.out.empty())
        files = report::write_files(given.out, {{"sweep.json", report::sweep_json(input)}});
    for (const auto& e : files.errors)
        std::cerr << "muster: " << e << '\n';
    if (given.json)
        std::cout << report::sweep_json(input);
    else if (given.quiet)
        std::cout << report::verdict_text(input.sweep) << '\n';
    else
        report::write_sweep_summary(std::cout, input, files.paths, style_for(STDOUT_FILENO));
    return files.errors.empty() ? verdict(input.sweep) : failed;
}

}  // namespace

int sweep_command(const options& given) {
    auto plan = confidence_fits(given) ? make_plan(given) : std::nullopt;
    if (!plan) return bad_input;
    if (!prepare_folder(given)) return failed;
    warn_of_outputs(*plan->first);
    catch_interrupts();
    const auto began = monotonic_seconds();
    report::runs_display display(std::cerr, style_for(STDERR_FILENO), is_screen(STDERR_FILENO),
                                 plan->variants.size() * given.seeds.value_or(1));
    run_variants(*plan, given.quiet || given.json ? nullptr : &display);
    display.finish();
    plan->sweep.best = report::best_of(plan->sweep.variants, plan->sweep.prefer);
    return report_on(given,
                     {*plan->first, plan->sweep, MUSTER_VERSION, monotonic_seconds() - began});
}

}  // namespace muster::app
