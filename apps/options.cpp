#include "apps/options.hpp"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

#include "scenarios/scalars.hpp"

namespace muster::app {

namespace {

/// Options that set a value of the scenario: they get its types and its diagnostics.
void add_set_option(CLI::App& command, options& to, const char* flag, const char* path,
                    const char* help) {
    const auto set = [&to, flag, path](const std::string& given) {
        to.sets.push_back(std::string(path) + "=" + given);
        to.flags[path] = flag;
    };
    command.add_option_function<std::string>(flag, set, help)->type_name("VALUE");
}

/// The total number of devices, spelt as a count of the scenario language.
void add_devices(CLI::App& command, options& to) {
    constexpr std::uint64_t most = 100'000'000;
    const auto set = [&to](const std::string& given) {
        const auto count = scalars::parse_count(given);
        if (!count)
            throw CLI::ValidationError("--devices",
                                       "found `" + given + "`, expected " + count.why.expected);
        if (*count.value < 1 || *count.value > most)
            throw CLI::ValidationError("--devices",
                                       "found `" + given + "`, expected from 1 to 100M devices");
        to.devices = *count.value;
    };
    command
        .add_option_function<std::string>(
            "--devices", set,
            "Total number of devices, such as 250 or 50k; the fleets scale in proportion")
        ->type_name("COUNT");
}

void add_sets(CLI::App& command, options& to) {
    const auto set = [&to](const std::vector<std::string>& given) {
        to.sets.insert(to.sets.end(), given.begin(), given.end());
    };
    command
        .add_option_function<std::vector<std::string>>(
            "--set", set, "Replace a value of the scenario; may be given again")
        ->type_name("PATH=VALUE")
        ->allow_extra_args(false);
}

void add_scenario_options(CLI::App& command, options& to) {
    command.add_option("FILE", to.files, "The scenario")->required()->expected(1)->type_name("");
    add_devices(command, to);
    add_set_option(command, to, "--seed", "seed", "Seed of everything that is drawn");
    add_set_option(command, to, "--for", "time.for", "How much virtual time to run, such as 24h");
    add_sets(command, to);
}

/// An empty value is most likely a variable of a script that has none.
CLI::Validator not_empty() {
    return {[](const std::string& given) {
                return given.empty() ? std::string("the value is empty") : std::string();
            },
            ""};
}

void add_run(CLI::App& app, options& to) {
    auto* run = app.add_subcommand("run", "Run a scenario to its end and report");
    add_scenario_options(*run, to);
    add_set_option(*run, to, "--speed", "time.speed", "max, realtime or a factor such as 60x");
    run->add_option("--workers", to.workers, "Worker threads; never alters the result")
        ->check(CLI::Range(1U, 256U))
        ->type_name("N");
    run->add_option("--out", to.out, "Folder for report.html, report.json and junit.xml")
        ->check(not_empty())
        ->type_name("FOLDER");
    run->add_flag("--json", to.json, "Print report.json instead of the summary");
    run->add_flag("--quiet", to.quiet, "Print nothing but errors and the verdict");
}

void add_others(CLI::App& app, options& to) {
    auto* validate = app.add_subcommand(
        "validate", "Check scenarios and say everything that is wrong with them");
    validate->add_option("FILE", to.files, "The scenarios")->required()->type_name("");
    auto* plan = app.add_subcommand("plan", "Say what a scenario will do, without running it");
    add_scenario_options(*plan, to);
    plan->add_flag("--full", to.full,
                   "Print the scenario with every default and the exact size of every selection");
}

}  // namespace

parsed_line parse_command_line(int argc, const char* const* argv) {
    parsed_line line;
    CLI::App app{"Muster: rehearse a fleet of devices before you touch it", "muster"};
    app.set_version_flag("--version", std::string("muster ") + MUSTER_VERSION);
    app.require_subcommand(1);
    app.footer(
        "Exit codes: 0 all expectations held, 1 the run failed, 2 bad usage or input, 99 "
        "expectations not met, "
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
