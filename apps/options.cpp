#include "apps/options.hpp"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

#include "apps/usage.hpp"
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

/// A value of an option that is wrong; caught where the line is parsed.
struct bad_value {
    diagnostic problem;
};

[[noreturn]] void refuse(const char* flag, std::string code, std::string text,
                         std::string remedy = {}) {
    throw bad_value{
        {severity::error, std::move(code), {flag, 0, 0, {}}, std::move(text), std::move(remedy)}};
}

/// The total number of devices, spelt as a count of the scenario language.
void add_devices(CLI::App& command, options& to) {
    const auto set = [&to](const std::string& given) {
        const auto count = scalars::parse_devices(given);
        if (!count)
            refuse("--devices", count.why.code,
                   "found `" + given + "`, expected " + count.why.expected, count.why.remedy);
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

void add_workers(CLI::App& command, options& to) {
    constexpr std::uint64_t most = 256;
    const auto set = [&to](const std::string& given) {
        const auto count = scalars::parse_whole(given);
        if (!count || *count.value < 1 || *count.value > most)
            refuse("--workers", count ? "out-of-range" : "bad-count",
                   "found `" + given + "`, expected a whole number from 1 to 256",
                   "leave it out for one worker per processor");
        to.workers = static_cast<unsigned>(*count.value);
    };
    command
        .add_option_function<std::string>(
            "--workers", set, "Worker threads, with --nodes of each node; never alters the result")
        ->type_name("N");
}

void add_nodes(CLI::App& command, options& to) {
    constexpr std::uint64_t most = 64;
    const auto set = [&to](const std::string& given) {
        const auto count = scalars::parse_whole(given);
        if (!count || *count.value < 1 || *count.value > most)
            refuse("--nodes", count ? "out-of-range" : "bad-count",
                   "found `" + given + "`, expected a whole number from 1 to 64",
                   "leave it out to run everything in one process");
        to.nodes = static_cast<unsigned>(*count.value);
    };
    command
        .add_option_function<std::string>(
            "--nodes", set,
            "Spread the devices over N processes of this machine; never alters the result")
        ->type_name("N");
}

/// An empty value is most likely a variable of a script that has none.
void add_out(CLI::App& command, options& to) {
    const auto set = [&to](const std::string& given) {
        if (given.empty())
            refuse("--out", "empty-value", "the option has no value", "give the path of a folder");
        to.out = given;
    };
    command
        .add_option_function<std::string>("--out", set,
                                          "Folder for report.html, report.json and junit.xml")
        ->type_name("FOLDER");
}

void add_run(CLI::App& app, options& to) {
    auto* run = app.add_subcommand("run", "Run a scenario to its end and report");
    add_scenario_options(*run, to);
    add_set_option(*run, to, "--speed", "time.speed", "max, realtime or a factor such as 60x");
    add_workers(*run, to);
    add_nodes(*run, to);
    add_out(*run, to);
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
    // What `run --nodes` starts; nobody types it, so no help shows it.
    auto* node = app.add_subcommand("node", "Have some of a run's devices")->group("");
    add_scenario_options(*node, to);
    node->add_option("--socket", to.socket)->required();
    auto* help = app.add_subcommand("help", "Print this text, or the options of a command");
    help->add_option("COMMAND", to.files, "run, validate or plan")->expected(0, 1)->type_name("");
}

/// `muster help` and `muster help COMMAND`.
int print_help(const CLI::App& app, const std::vector<std::string>& topics) {
    for (const auto* command : app.get_subcommands({}))
        if (!topics.empty() && command->get_name() == topics.front()) {
            std::cout << command->help();
            return all_held;
        }
    std::cout << app.help();
    return all_held;
}

int complain(const diagnostic& problem) {
    std::cerr << to_text(problem) << '\n';
    return bad_input;
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
    if (argc < 2) {
        std::cerr << app.help();
        line.exit = bad_input;
        return line;
    }
    try {
        app.parse(argc, argv);
        line.given.command = app.get_subcommands().front()->get_name();
        if (line.given.command == "help") line.exit = print_help(app, line.given.files);
    } catch (const CLI::Success& e) {
        line.exit = app.exit(e);
    } catch (const CLI::ParseError& e) {
        line.exit = complain(usage_problem(app, e, {argv + 1, argv + argc}));
    } catch (const bad_value& e) {
        line.exit = complain(e.problem);
    }
    return line;
}

}  // namespace muster::app
