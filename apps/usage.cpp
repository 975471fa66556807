#include "apps/usage.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdlib>

#include "apps/command_table.hpp"

namespace muster::app {

namespace {

diagnostic said(const char* code, const std::string& where, std::string text, std::string remedy) {
    return {severity::error, code, {where, 0, 0, {}}, std::move(text), std::move(remedy)};
}

/// Those that texts show.
std::vector<std::string> commands_of(const CLI::App& app) {
    std::vector<std::string> names;
    for (const auto* command : app.get_subcommands({}))
        if (!command->get_group().empty()) names.push_back(command->get_name());
    return names;
}

/// The command that the line names; the program itself where it names none.
const CLI::App& command_in(const CLI::App& app, const std::vector<std::string>& arguments) {
    for (const auto* command : app.get_subcommands({}))
        if (!arguments.empty() && command->get_name() == arguments.front()) return *command;
    return app;
}

std::string did_you_mean(const std::string& word, const std::vector<std::string>& names) {
    const auto nearest = nearest_name(word, names);
    return nearest.empty() ? std::string() : "did you mean `" + nearest + "`?";
}

std::string all_commands(const CLI::App& app) {
    std::string list;
    for (const auto& name : commands_of(app))
        list += (list.empty() ? "the commands are `" : ", `") + name + "`";
    return list;
}

diagnostic no_command(const CLI::App& app, const std::vector<std::string>& arguments) {
    const auto word = std::find_if(arguments.begin(), arguments.end(),
                                   [](const std::string& a) { return !a.starts_with('-'); });
    if (word == arguments.end())
        return said("missing-command", "muster", "a command is missing", all_commands(app));
    return unknown_command(app, *word);
}

std::vector<std::string> options_of(const CLI::App& command) {
    std::vector<std::string> options;
    for (const auto* option : command.get_options())
        for (const auto& name : option->get_lnames())
            options.push_back("--" + name);
    return options;
}

/// `FILE`, `REPORT REPORT`: the arguments as a command line has them.
std::string arguments_of(const command_entry& command) {
    std::string words = command.argument.name;
    for (unsigned i = 1; i < command.argument.least; ++i)
        words += std::string(" ") + command.argument.name;
    return words;
}

std::string how_to_call(const command_entry& command) {
    return "`muster " + std::string(command.name) + " " + arguments_of(command) + "`";
}

std::string what_it_takes(const command_entry& command) {
    if (command.argument.most == 0 || *command.argument.name == '\0')
        return "see `muster " + std::string(command.name) + " --help`";
    return "it takes " + std::string(command.argument.most == 1 ? "one " : "") +
           arguments_of(command) + "; quote a name that has spaces";
}

/// An option that there is not takes its value for a further file.
diagnostic unexpected(const CLI::App& app, const command_entry& command,
                      const std::vector<std::string>& arguments) {
    const auto options = options_of(app);
    const auto unknown = [&](const std::string& word) {
        return word.starts_with('-') && std::find(options.begin(), options.end(),
                                                  word.substr(0, word.find('='))) == options.end();
    };
    const auto word = std::find_if(arguments.begin(), arguments.end(), unknown);
    if (word == arguments.end()) {
        const auto last = std::find_if(arguments.rbegin(), arguments.rend(),
                                       [](const auto& w) { return !w.starts_with('-'); });
        return said("unexpected-argument", command.name, "`" + *last + "` is one argument too many",
                    what_it_takes(command));
    }
    const auto remedy = did_you_mean(*word, options);
    return said("unknown-option", command.name, "there is no option `" + *word + "`",
                remedy.empty() ? "see `muster " + std::string(command.name) + " --help`" : remedy);
}

/// How many arguments there were, by CLI11's sentence `FILE: 1 required but received 2`.
unsigned long received(const std::string& sentence) {
    constexpr std::string_view mark = "received ";
    const auto at = sentence.rfind(mark);
    return at == std::string::npos ? 0
                                   : std::strtoul(sentence.c_str() + at + mark.size(), nullptr, 10);
}

diagnostic missing(const command_entry& command) {
    const auto& argument = command.argument;
    const std::string what = argument.offers == offer::scenario ? "give the path of a scenario"
                             : argument.offers == offer::report ? "give two files report.json"
                                                                : argument.help;
    return said("missing-file", command.name, arguments_of(command) + " is missing",
                what + ": " + how_to_call(command));
}

}  // namespace

diagnostic unknown_command(const CLI::App& app, const std::string& word) {
    const auto remedy = did_you_mean(word, commands_of(app));
    return said("unknown-command", "muster", "there is no command `" + word + "`",
                remedy.empty() ? all_commands(app) : remedy);
}

diagnostic usage_problem(const CLI::App& app, const CLI::ParseError& error,
                         const std::vector<std::string>& arguments) {
    const auto& command = command_in(app, arguments);
    const std::string sentence = error.what();
    const auto option = sentence.substr(0, sentence.find(':'));
    if (&command == &app) return no_command(app, arguments);
    const auto& entry = *find_command(command.get_name());
    const bool files = *entry.argument.name != '\0' && sentence.starts_with(entry.argument.name);
    if (error.get_name() == "ExtrasError" || (files && received(sentence) > entry.argument.least))
        return unexpected(command, entry, arguments);
    if (files) return missing(entry);
    constexpr std::string_view overridden = " was given a disallowed flag override";
    if (sentence.ends_with(overridden)) {
        const auto name = "--" + sentence.substr(0, sentence.size() - overridden.size());
        return said("unexpected-value", name, "the option takes no value", "write " + name);
    }
    if (error.get_name() == "ArgumentMismatch")
        return said("missing-value", option, "the option has no value",
                    "see `muster " + command.get_name() + " --help`");
    return said("bad-usage", command.get_name(), sentence,
                "see `muster " + command.get_name() + " --help`");
}

}  // namespace muster::app
