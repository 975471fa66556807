#include "apps/man_page.hpp"

#include <iostream>

#include "apps/command_table.hpp"
#include "apps/commands.hpp"

namespace muster::app {

namespace {

/// A text as roff reads it: a hyphen that stays one, and nothing that a macro could take for its
/// own.
std::string roff(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '-')
            out += "\\-";
        else if (c == '\\')
            out += "\\e";
        else if (c == '\'')
            out += "\\(aq";
        else if (c == '~')
            out += "\\(ti";
        else
            out += c;
    }
    return out.starts_with('.') ? "\\&" + out : out;
}

std::string bold(const std::string& text) {
    return "\\fB" + roff(text) + "\\fR";
}

std::string italic(const std::string& text) {
    return "\\fI" + roff(text) + "\\fR";
}

std::string section(const std::string& title) {
    return ".SH " + title + "\n";
}

std::string paragraph(const std::string& text) {
    return ".PP\n" + roff(text) + "\n";
}

std::string item(const std::string& head, const std::string& text) {
    return ".TP\n" + head + "\n" + roff(text) + ".\n";
}

std::string call_of(const command_entry& command) {
    std::string call = bold(std::string("muster ") + command.name);
    const auto& argument = command.argument;
    for (unsigned i = 0; i < argument.least; ++i)
        call += " " + italic(argument.name);
    if (argument.least == 0 && argument.most > 0) call += " [" + italic(argument.name) + "]";
    if (argument.most == 0 && *argument.name != '\0') call += "...";
    return command.accepts.empty() ? call : call + " [" + italic("OPTION") + "]...";
}

std::string synopsis() {
    std::string out = section("SYNOPSIS");
    for (const auto& command : commands())
        out += (out.ends_with("SYNOPSIS\n") ? "" : ".br\n") + call_of(command) + "\n";
    return out;
}

std::string about(const command_entry& command) {
    std::string out = ".SS " + bold(command.name) + "\n" + roff(command.summary) + ".\n" +
                      paragraph(command.manual);
    if (*command.argument.name != '\0')
        out += item(italic(command.argument.name), command.argument.help);
    for (const auto& option : command.accepts) {
        const bool valued = *option.value != '\0';
        const auto letter = *option.letter == '\0' ? "" : bold(option.letter) + ", ";
        out += item(letter + bold(option.name) + (valued ? " " + italic(option.value) : ""),
                    option.help);
    }
    return out;
}

std::string description() {
    return section("DESCRIPTION") +
           paragraph(
               "Muster rehearses fleets of devices. A scenario, one YAML file, says what "
               "devices there are, what they send, how they fail and what must hold; Muster "
               "runs the whole fleet in virtual time and ends with a report and an exit "
               "code. The same scenario and seed give the same result on any machine.");
}

std::string exit_status() {
    std::string out = section("\"EXIT STATUS\"");
    for (const auto& [code, meaning] : exit_codes())
        out += item(bold(std::to_string(code)), meaning);
    return out;
}

std::string surroundings() {
    return section("ENVIRONMENT") +
           item(bold("NO_COLOR"), "Set to anything: no colours, not even on a terminal") +
           section("FILES") +
           item(italic("PREFIX/share/muster/scenarios"),
                "The shipped scenarios, found by their names where FILE is no file; PREFIX is the "
                "folder above that of the program");
}

std::string example(const std::string& line, const std::string& about) {
    return paragraph(about + ":") + ".RS 4\n.nf\n" + roff(line) + "\n.fi\n.RE\n";
}

std::string examples() {
    return section("EXAMPLES") + example("muster run first-fleet", "Run a shipped scenario") +
           example("muster run fleet.yaml --devices 2k --out report",
                   "Run a smaller copy of a fleet and keep the report") +
           example("muster run fleet.yaml --seeds 100",
                   "See in what share of a hundred seeds everything holds") +
           example(
               "muster compare before/report.json after/report.json "
               "--tolerance 'readings.*=1%'",
               "See what a change did") +
           example(
               "muster sweep fleet.yaml --vary jobs.fw.cancel.failed=1%,2%,5% --prefer "
               "'jobs.fw.failed asc'",
               "Try three thresholds and take the one with the fewest failures");
}

}  // namespace

std::string man_page() {
    std::string out = ".TH MUSTER 1 \"\" \"muster " MUSTER_VERSION "\" \"User Commands\"\n" +
                      section("NAME") +
                      "muster \\- rehearse a fleet of devices before you touch it\n" + synopsis() +
                      description() + section("COMMANDS");
    for (const auto& command : commands())
        out += about(command);
    return out + exit_status() + surroundings() + examples();
}

int man_command(const options&) {
    std::cout << man_page();
    return all_held;
}

}  // namespace muster::app
