#include "apps/options.hpp"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

namespace muster::app {

namespace {

/// Options that set a value of the scenario: they get its types and its diagnostics.
void add_set_option(CLI::App& command, options& to, const char* flag, const char* path, const char* help) {
    command.add_option_function<std::string>(
        flag, [&to, path](const std::string& given) { to.sets.push_back(std::string(path) + "=" + given); }, help);
}

void add_scenario_options(CLI::App& command, options& to) {
    command.add_option("FILE", to.files, "The scenario")->required()->expected(1);
    command.add_option("--devices", to.devices, "Total number of devices; the fleets scale in proportion")
        ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{100'000'000}));
    add_set_option(command, to, "--seed", "seed", "Seed of everything that is drawn");
    add_set_option(command, to, "--for", "time.for", "How much virtual time to run, such as 24h");
    command.add_option_function<std::vector<std::string>>(
        "--set", [&to](const std::vector<std::string>& given) { to.sets.insert(to.sets.end(), given.begin(), given.end()); },
        "PATH=VALUE: replace a value of the scenario; may be given again");
}

void add_run(CLI::App& app, options& to) {
    auto* run = app.add_subcommand("run", "Run a scenario to its end and report");
    add_scenario_options(*run, to);
    add_set_option(*run, to, "--speed", "time.speed", "max, realtime or a factor such as 60x");
    run->add_option("--workers", to.workers, "Worker threads; never alters the result")->check(CLI::Range(1U, 256U));
    run->add_option("--out", to.out, "Folder for report.html, report.json and junit.xml");
    run->add_flag("--json", to.json, "Print report.json instead of the summary");
    run->add_flag("--quiet", to.quiet, "Print nothing but errors and the verdict");
}

void add_others(CLI::App& app, options& to) {
    auto* validate = app.add_subcommand("validate", "Check scenarios and say everything that is wrong with them");
    validate->add_option("FILE", to.files, "The scenarios")->required();
    auto* plan = app.add_subcommand("plan", "Say what a scenario will do, without running it");
    add_scenario_options(*plan, to);
    plan->add_flag("--full", to.full, "Print the scenario with every default and the exact size of every selection");
}

}  // namespace

parsed_line parse_command_line(int argc, const char* const* argv) {
    parsed_line line;
    CLI::App app{"Muster: rehearse a fleet of devices before you touch it", "muster"};
    app.set_version_flag("--version", std::string("muster ") + MUSTER_VERSION);
    app.require_subcommand(1);
    app.footer("Exit codes: 0 all expectations held, 1 the run failed, 2 bad usage or input, 99 expectations not met, "
               "130 interrupted.");
    add_run(app, line.given);
    add_others(app, line.given);
    try {
        app.parse(argc, argv);
        line.given.command = app.get_subcommands().front()->get_name();
    } catch (const CLI::ParseError& e) {
        line.exit = app.exit(e) == 0 ? all_held : bad_input;
    }
    return line;
}

}  // namespace muster::app
