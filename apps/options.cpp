#include "apps/options.hpp"

#include <CLI/CLI.hpp>

#include <iostream>

#include "apps/command_table.hpp"
#include "apps/option_values.hpp"
#include "apps/usage.hpp"

namespace muster::app {

namespace {

/// What happens with a value of an option: an option that replaces a value of the scenario gets its
/// types and its diagnostics.
void take(options& to, const option_entry& option, const std::string& value) {
    if (option.sets == nullptr) return option.take(to, value);
    to.sets.push_back(std::string(option.sets) + "=" + value);
    to.flags[option.sets] = option.name;
}

/// `-o,--output`, as CLI11 wants it.
std::string names_of(const option_entry& option) {
    return (*option.letter == '\0' ? "" : std::string(option.letter) + ",") + option.name;
}

void add_option(CLI::App& command, options& to, const option_entry& option) {
    const auto one = [&to, &option](const std::string& value) { take(to, option, value); };
    if (*option.value == '\0') {
        command
            .add_flag_callback(
                names_of(option), [one] { one({}); }, option.help)
            ->disable_flag_override();
    } else if (option.repeats) {
        const auto each = [one](const std::vector<std::string>& values) {
            for (const auto& value : values)
                one(value);
        };
        command.add_option_function<std::vector<std::string>>(names_of(option), each, option.help)
            ->type_name(option.value)
            ->allow_extra_args(false);
    } else {
        command.add_option_function<std::string>(names_of(option), one, option.help)
            ->type_name(option.value);
    }
}

void add_argument(CLI::App& command, options& to, const argument_entry& argument) {
    if (*argument.name == '\0') return;
    auto* files = command.add_option(argument.name, to.files, argument.help)->type_name("");
    files->required(argument.least > 0);
    if (argument.most == 0) return;
    if (argument.least == argument.most)
        files->expected(static_cast<int>(argument.most));
    else
        files->expected(static_cast<int>(argument.least), static_cast<int>(argument.most));
}

CLI::App* add_command(CLI::App& app, options& to, const command_entry& entry) {
    auto* command = app.add_subcommand(entry.name, entry.summary);
    add_argument(*command, to, entry.argument);
    for (const auto& option : entry.accepts)
        add_option(*command, to, option);
    return command;
}

void add_commands(CLI::App& app, options& to) {
    for (const auto& entry : commands())
        add_command(app, to, entry);
    add_command(app, to, hidden_command())->group("");
}

std::string exit_code_line() {
    std::string line;
    for (const auto& [code, meaning] : exit_codes())
        line += (line.empty() ? "Exit codes: " : ", ") + std::to_string(code) + " " + meaning;
    return line + ".";
}

int complain(const diagnostic& problem) {
    std::cerr << to_text(problem) << '\n';
    return bad_input;
}

/// `muster help` and `muster help COMMAND`.
int print_help(const CLI::App& app, const std::string& overview,
               const std::vector<std::string>& topics) {
    if (topics.empty()) {
        std::cout << overview;
        return all_held;
    }
    for (const auto* command : app.get_subcommands({}))
        if (command->get_name() == topics.front()) {
            std::cout << command->help(app.get_name());
            return all_held;
        }
    return complain(unknown_command(app, topics.front()));
}

}  // namespace

parsed_line parse_command_line(int argc, const char* const* argv) {
    parsed_line line;
    CLI::App app{program_summary, "muster"};
    app.set_version_flag("--version", std::string("muster ") + MUSTER_VERSION);
    app.require_subcommand(1);
    app.footer(exit_code_line());
    add_commands(app, line.given);
    const auto overview = app.help();  // once a command is parsed, CLI11 gives that one's help
    if (argc < 2) {
        std::cerr << overview;
        line.exit = bad_input;
        return line;
    }
    try {
        app.parse(argc, argv);
        line.command = find_command(app.get_subcommands().front()->get_name());
        if (line.command->act == nullptr) line.exit = print_help(app, overview, line.given.files);
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
