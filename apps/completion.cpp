#include "apps/completion.hpp"

#include <iostream>

#include "apps/command_table.hpp"
#include "apps/commands.hpp"
#include "report/report_input.hpp"

namespace muster::app {

namespace {

std::string quoted(const std::string& text) {
    return report::shell_quoted(text);
}

bool takes_value(const option_entry& option) {
    return *option.value != '\0';
}

std::string command_names() {
    std::string names;
    for (const auto& command : commands())
        names += (names.empty() ? "" : " ") + std::string(command.name);
    return names;
}

/// The words that there are for a place; empty where it takes no fixed ones.
std::string words_for(offer what, const char* words) {
    if (what == offer::command) return command_names();
    return what == offer::words ? words : std::string();
}

// -- bash

/// What bash offers for a word: a command that fills COMPREPLY.
std::string bash_offer(offer what, const char* words) {
    switch (what) {
        case offer::command:
        case offer::words:
            return "COMPREPLY=($(compgen -W '" + words_for(what, words) + "' -- \"$cur\"))";
        case offer::folder:
            return "compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -d -- \"$cur\"))";
        case offer::nothing:
            return "compopt +o default 2>/dev/null";
        case offer::scenario:
        case offer::report:
            break;
    }
    return ":";  // files, which is what `-o default` offers where there is no reply
}

/// The values of a command's options, as branches on the word before.
std::string bash_values(const command_entry& command) {
    std::string out;
    for (const auto& option : command.accepts)
        if (takes_value(option))
            out +=
                "        " + std::string(command.name) + ":" + option.name +
                (*option.letter == '\0' ? ""
                                        : "|" + std::string(command.name) + ":" + option.letter) +
                ") " + bash_offer(option.offers, option.words) + "; return ;;\n";
    return out;
}

std::string bash_options(const command_entry& command) {
    std::string words = "--help";
    for (const auto& option : command.accepts)
        words += " " + std::string(option.name);
    return "        " + std::string(command.name) + ") options='" + words + "' ;;\n";
}

std::string bash_arguments(const command_entry& command) {
    const offer what = *command.argument.name == '\0' ? offer::nothing : command.argument.offers;
    return "        " + std::string(command.name) + ") " +
           bash_offer(what, command.argument.words) + " ;;\n";
}

std::string bash() {
    std::string values, options, arguments;
    for (const auto& command : commands()) {
        values += bash_values(command);
        options += bash_options(command);
        arguments += bash_arguments(command);
    }
    return "# bash completion of muster; made by `muster completion bash`\n"
           "_muster() {\n"
           "    local cur=\"${COMP_WORDS[COMP_CWORD]}\" before=\"${COMP_WORDS[COMP_CWORD-1]}\" "
           "options=''\n"
           "    COMPREPLY=()\n"
           "    # bash cuts --option=value at the equals sign.\n"
           "    if [[ \"$cur\" == = ]]; then cur=''\n"
           "    elif [[ \"$before\" == = ]]; then before=\"${COMP_WORDS[COMP_CWORD-2]}\"; fi\n"
           "    if ((COMP_CWORD == 1)); then\n"
           "        COMPREPLY=($(compgen -W '" +
           command_names() +
           " --help --version' -- \"$cur\"))\n"
           "        return\n"
           "    fi\n"
           "    case \"${COMP_WORDS[1]}:$before\" in\n" +
           values +
           "    esac\n"
           "    case \"${COMP_WORDS[1]}\" in\n" +
           options +
           "    esac\n"
           "    if [[ \"$cur\" == -* ]]; then\n"
           "        COMPREPLY=($(compgen -W \"$options\" -- \"$cur\"))\n"
           "        return\n"
           "    fi\n"
           "    case \"${COMP_WORDS[1]}\" in\n" +
           arguments +
           "    esac\n"
           "}\n"
           "complete -o default -F _muster muster\n";
}

// -- zsh

/// A text within a specification of _arguments, where brackets and colons end things.
std::string zsh_text(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
        out += c;
    }
    return out;
}

std::string zsh_offer(offer what, const char* words) {
    switch (what) {
        case offer::command:
        case offer::words:
            return "(" + words_for(what, words) + ")";
        case offer::folder:
            return "_files -/";
        case offer::scenario:
            return "_files -g \"*.(yaml|yml)\"";
        case offer::report:
            return "_files -g \"*.json\"";
        case offer::nothing:
            break;
    }
    return " ";
}

std::string zsh_option(const option_entry& option) {
    std::string text = option.repeats ? "*" : "";
    text += std::string(option.name) + (takes_value(option) ? "=" : "") + "[" +
            zsh_text(option.help) + "]";
    if (takes_value(option))
        text += ":" + zsh_text(option.value) + ":" + zsh_offer(option.offers, option.words);
    return "                " + quoted(text) + " \\\n";
}

std::string zsh_command(const command_entry& command) {
    std::string out = "            (" + std::string(command.name) + ") _arguments \\\n";
    for (const auto& option : command.accepts)
        out += zsh_option(option);
    const auto& argument = command.argument;
    if (*argument.name != '\0')
        out += "                " +
               quoted("*:" + zsh_text(argument.name) + ":" +
                      zsh_offer(argument.offers, argument.words)) +
               " \\\n";
    return out + "                '--help[Print the options]' ;;\n";
}

std::string zsh() {
    std::string names, cases;
    for (const auto& command : commands()) {
        names += "        " + quoted(command.name + (":" + zsh_text(command.summary))) + "\n";
        cases += zsh_command(command);
    }
    return "#compdef muster\n"
           "# zsh completion of muster; made by `muster completion zsh`\n"
           "_muster() {\n"
           "    local context state state_descr line\n"
           "    typeset -A opt_args\n"
           "    local -a commands=(\n" +
           names +
           "    )\n"
           "    _arguments -C '1:command:->command' '*::argument:->arguments' '--help[Print the "
           "commands]' "
           "'--version[Print the version]'\n"
           "    case \"$state\" in\n"
           "        (command) _describe command commands ;;\n"
           "        (arguments) case \"$line[1]\" in\n" +
           cases +
           "        esac ;;\n"
           "    esac\n"
           "}\n"
           "if [[ \"$funcstack[1]\" == _muster ]]; then _muster \"$@\"; else compdef _muster "
           "muster; fi\n";
}

// -- fish

std::string fish_offer(offer what, const char* words) {
    switch (what) {
        case offer::command:
        case offer::words:
            return " -x -a " + quoted(words_for(what, words));
        case offer::folder:
            return " -x -a '(__fish_complete_directories)'";
        case offer::nothing:
            return " -x";
        case offer::scenario:
        case offer::report:
            break;
    }
    return " -r";
}

std::string fish_option(const std::string& condition, const option_entry& option) {
    return "complete -c muster -n " + condition + " -l " + std::string(option.name).substr(2) +
           (*option.letter == '\0' ? "" : " -s " + std::string(option.letter).substr(1)) +
           (takes_value(option) ? fish_offer(option.offers, option.words) : " -f") + " -d " +
           quoted(option.help) + "\n";
}

std::string fish() {
    std::string out =
        "# fish completion of muster; made by `muster completion fish`\n"
        "complete -c muster -n __fish_use_subcommand -f -l help -d 'Print the commands'\n"
        "complete -c muster -n __fish_use_subcommand -f -l version -d 'Print the version'\n";
    for (const auto& command : commands()) {
        const std::string name = command.name;
        const auto condition = quoted("__fish_seen_subcommand_from " + name);
        out += "complete -c muster -n __fish_use_subcommand -f -a " + name + " -d " +
               quoted(command.summary) + "\n";
        out += "complete -c muster -n " + condition + " -f -l help -d 'Print the options'\n";
        for (const auto& option : command.accepts)
            out += fish_option(condition, option);
        const auto& argument = command.argument;
        const auto words = words_for(argument.offers, argument.words);
        if (!words.empty())
            out += "complete -c muster -n " + condition + " -f -a " + quoted(words) + "\n";
    }
    return out;
}

}  // namespace

std::string completion_for(const std::string& shell) {
    if (shell == "bash") return bash();
    if (shell == "zsh") return zsh();
    return shell == "fish" ? fish() : std::string();
}

int completion_command(const options& given) {
    const auto& shell = given.files.front();
    const auto text = completion_for(shell);
    if (text.empty()) {
        std::cerr << to_text({severity::error,
                              "unknown-shell",
                              {"completion", 0, 0, {}},
                              "there is no completion for `" + shell + "`",
                              "the shells are `bash`, `zsh` and `fish`"})
                  << '\n';
        return bad_input;
    }
    std::cout << text;
    return all_held;
}

}  // namespace muster::app
