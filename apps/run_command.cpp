#include <filesystem>
#include <iostream>
#include <iterator>
#include <memory>
#include <system_error>
#include <utility>
#include <vector>

#include "apps/commands.hpp"
#include "apps/inputs.hpp"
#include "apps/nodes.hpp"
#include "apps/one_run.hpp"
#include "apps/run_tables.hpp"
#include "apps/seeds.hpp"
#include "apps/terminal.hpp"
#include "report/answer_files.hpp"
#include "report/job_files.hpp"
#include "report/json_report.hpp"
#include "report/live_display.hpp"
#include "report/summary.hpp"
#include "report/verdict.hpp"
#include "report/write_files.hpp"

namespace muster::app {

namespace {

/// What the run writes of single devices.
struct device_files {
    report::job_files jobs;
    report::answer_files answers;

    report::written_files finish() {
        auto all = jobs.finish();
        auto more = answers.finish();
        std::move(more.paths.begin(), more.paths.end(), std::back_inserter(all.paths));
        std::move(more.errors.begin(), more.errors.end(), std::back_inserter(all.errors));
        return all;
    }
};

/// Runs the scenario under the eyes of whoever looks at the terminal.
made_run run_and_show(const options& given, const scenario& s, run_tables* tables,
                      device_files* files) {
    using mode = report::live_display::mode;
    const bool shown = !given.quiet && !given.json;
    report::live_display display(std::cerr, s, style_for(STDERR_FILENO),
                                 is_screen(STDERR_FILENO) ? mode::terminal : mode::lines);
    auto how = settings_of(given);
    if (tables != nullptr) {
        how.on_events = [tables](const event_page& page) { tables->hear(page); };
        how.on_devices = [tables](const fleet_view& all) { tables->write(all); };
    }
    if (files != nullptr) {
        how.on_targets = [files](std::uint32_t job, const std::vector<job_target>& targets) {
            files->jobs.write(job, targets);
        };
        how.on_answers = [files](std::uint32_t act, const std::vector<answer_row>& rows) {
            files->answers.write(act, rows);
        };
    }
    const auto see = [&](const std::optional<run_progress>& news) {
        const auto size = size_of(STDERR_FILENO);
        display.resize(size.columns, size.rows);
        if (news && shown) display.update(*news);
        if (tables != nullptr) tables->write();
    };
    node_starter start;
    if (given.nodes > 0)
        start = [&](bool readings) { return start_nodes(given, s, how.workers, readings); };
    auto made = make_run(s, how, see, start);
    if (shown) display.finish();
    return made;
}

int verdict(const run_outcome& o) {
    if (!o.failure.empty()) return failed;
    if (o.result.interrupted) return exit_code::interrupted;
    return report::expectations_met(o.result) ? all_held : not_met;
}

/// What the outputs have written; a special file, such as a pipe, has no size.
std::vector<report::output_file> written_by(const scenario& s,
                                            const std::vector<output_counts>& counts) {
    std::vector<report::output_file> files;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const auto& output = s.outputs[i];
        std::error_code problem;
        const auto bytes = std::filesystem::file_size(output.path, problem);
        files.push_back({output.name, output.path, problem ? 0 : bytes, counts[i]});
    }
    return files;
}

int report_on(const options& given, const scenario& s, const made_run& made,
              report::written_files of_devices) {
    const auto& o = made.outcome;
    auto input = report::prepare_report(s, o.result, made.machine);
    input.repeat = repeat_command(given);
    input.failure = o.failure;
    input.outputs = written_by(s, made.outputs);
    if (given.tables) input.tables = {run_tables::devices_name, run_tables::events_name};
    report::written_files files;
    if (!given.out.empty()) files = report::write_report_files(given.out, input);
    std::move(of_devices.paths.begin(), of_devices.paths.end(), std::back_inserter(files.paths));
    std::move(of_devices.errors.begin(), of_devices.errors.end(), std::back_inserter(files.errors));
    for (const auto& e : files.errors)
        std::cerr << "muster: " << e << '\n';
    const int code = verdict(o);
    if (given.json)
        std::cout << report::json_report(input);
    else if (given.quiet)
        std::cout << report::verdict_text(o.result, o.failure)
                  << (o.failure.empty() ? ", digest " + input.digest : "") << '\n';
    else
        report::write_summary(std::cout, input, files.paths, style_for(STDOUT_FILENO));
    if (!o.failure.empty()) std::cerr << "muster: the run failed: " << o.failure << '\n';
    return files.errors.empty() ? code : failed;
}

}  // namespace

int run_command(const options& given) {
    if (!confidence_fits(given) || !tables_fit(given)) return bad_input;
    if (given.seeds) return run_seeds(given);
    const auto s = read_input(given, given.files.front());
    if (!s) return bad_input;
    if (const auto problem = why_no_nodes(given)) {
        std::cerr << to_text(*problem) << '\n';
        return bad_input;
    }
    if (!prepare_folder(given)) return failed;
    std::unique_ptr<run_tables> tables;
    if (given.tables) tables = std::make_unique<run_tables>(given.out, *s);
    catch_interrupts();
    const auto& as_run = tables ? tables->with_output() : *s;
    device_files files{report::job_files(as_run, given.out),
                       report::answer_files(as_run, given.out)};
    auto made = run_and_show(given, as_run, tables.get(), given.out.empty() ? nullptr : &files);
    if (tables && made.outcome.failure.empty()) made.outcome.failure = tables->finish();
    return report_on(given, as_run, made, files.finish());
}

}  // namespace muster::app
