#include "apps/usage.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace muster::app {

namespace {

diagnostic said(const char* code, const std::string& where, std::string text, std::string remedy) {
    return {severity::error, code, {where, 0, 0, {}}, std::move(text), std::move(remedy)};
}

std::vector<std::string> commands_of(const CLI::App& app) {
    std::vector<std::string> names;
    for (const auto* command : app.get_subcommands({}))
        names.push_back(command->get_name());
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

diagnostic no_command(const CLI::App& app, const std::vector<std::string>& arguments) {
    const auto names = commands_of(app);
    const auto word = std::find_if(arguments.begin(), arguments.end(),
                                   [](const std::string& a) { return !a.starts_with('-'); });
    std::string list;
    for (const auto& name : names)
        list += (list.empty() ? "`" : ", `") + name + "`";
    if (word == arguments.end())
        return said("missing-command", "muster", "a command is missing",
                    "the commands are " + list);
    const auto remedy = did_you_mean(*word, names);
    return said("unknown-command", "muster", "there is no command `" + *word + "`",
                remedy.empty() ? "the commands are " + list : remedy);
}

std::vector<std::string> options_of(const CLI::App& command) {
    std::vector<std::string> options;
    for (const auto* option : command.get_options())
        for (const auto& name : option->get_lnames())
            options.push_back("--" + name);
    return options;
}

/// An option that there is not takes its value for a further file.
diagnostic unexpected(const CLI::App& command, const std::vector<std::string>& arguments) {
    const auto options = options_of(command);
    const auto unknown = [&](const std::string& word) {
        return word.starts_with('-') && std::find(options.begin(), options.end(),
                                                  word.substr(0, word.find('='))) == options.end();
    };
    const auto word = std::find_if(arguments.begin(), arguments.end(), unknown);
    if (word == arguments.end())
        return said("unexpected-argument", command.get_name(),
                    "`" + arguments.back() + "` is one argument too many",
                    "it takes one FILE; quote a name that has spaces");
    const auto remedy = did_you_mean(*word, options);
    return said("unknown-option", command.get_name(), "there is no option `" + *word + "`",
                remedy.empty() ? "see `muster " + command.get_name() + " --help`" : remedy);
}

}  // namespace

diagnostic usage_problem(const CLI::App& app, const CLI::ParseError& error,
                         const std::vector<std::string>& arguments) {
    const auto& command = command_in(app, arguments);
    const std::string sentence = error.what();
    const auto option = sentence.substr(0, sentence.find(':'));
    if (&command == &app) return no_command(app, arguments);
    const bool files = sentence.starts_with("FILE");
    if (error.get_name() == "ExtrasError" || (files && error.get_name() == "ArgumentMismatch"))
        return unexpected(command, arguments);
    if (files)
        return said("missing-file", command.get_name(), "FILE is missing",
                    "give the path of a scenario: `muster " + command.get_name() + " FILE`");
    if (error.get_name() == "ArgumentMismatch")
        return said("missing-value", option, "the option has no value",
                    "see `muster " + command.get_name() + " --help`");
    return said("bad-usage", command.get_name(), sentence,
                "see `muster " + command.get_name() + " --help`");
}

}  // namespace muster::app
