#include <boost/test/unit_test.hpp>

#include <regex>
#include <set>
#include <sstream>

#include "tests/system/trial.hpp"

using namespace muster::system_test;

namespace {

/// Every match of a pattern's group in a text.
std::set<std::string> all(const std::string& text, const std::string& pattern) {
    const std::regex wanted(pattern);
    std::set<std::string> found;
    for (auto each = std::sregex_iterator(text.begin(), text.end(), wanted);
         each != std::sregex_iterator(); ++each)
        found.insert((*each)[1]);
    return found;
}

/// The commands, by the help text.
std::set<std::string> commands(const trial& here) {
    const auto text = here.muster({"--help"}).out;
    return all(text.substr(text.find("Subcommands:")), R"(\n  ([a-z]+) )");
}

/// The options of a command, by its help text.
std::set<std::string> options(const trial& here, const std::string& command) {
    return all(here.muster({command, "--help"}).out, R"(\n  (?:-[a-z],)?(--[a-z-]+))");
}

/// What bash offers for the last word of a command line.
std::set<std::string> offered(const trial& here, const std::string& words) {
    const auto script = "source muster.bash; COMP_WORDS=(" + words +
                        "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _muster; "
                        "printf '%s\\n' \"${COMPREPLY[@]}\"";
    const auto end = process({"bash", "-c", script}, here.path("")).wait(10);
    BOOST_TEST(end.code == 0, end.err);
    BOOST_TEST(end.err.empty(), end.err);
    std::set<std::string> found;
    std::istringstream lines(end.out);
    for (std::string line; std::getline(lines, line);)
        if (!line.empty()) found.insert(line);
    return found;
}

/// An option as the manual page spells it, with hyphens that stay ones.
std::string in_roff(const std::string& option) {
    return std::regex_replace(option, std::regex("-"), "\\-");
}

bool installed(const std::string& program) {
    return process({"sh", "-c", "command -v " + program}, "/tmp").wait(10).code == 0;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(shell_help_test)

BOOST_AUTO_TEST_CASE(bash_completes_every_command_and_every_option) {
    const trial here;
    here.write("muster.bash", here.muster({"completion", "bash"}).out);
    BOOST_TEST(process({"bash", "-n", "muster.bash"}, here.path("")).wait(10).code == 0);
    const auto known = commands(here);
    BOOST_TEST(known.contains("run"));
    auto first = offered(here, "muster ''");
    for (const auto& command : known) {
        BOOST_TEST(first.contains(command), command);
        const auto expected = options(here, command);
        BOOST_TEST(expected.contains("--help"), command);
        BOOST_TEST((offered(here, "muster " + command + " -") == expected), command);
    }
}

BOOST_AUTO_TEST_CASE(bash_completes_values_and_folders) {
    const trial here;
    here.write("muster.bash", here.muster({"completion", "bash"}).out);
    using words = std::set<std::string>;
    BOOST_TEST((offered(here, "muster run x.yaml --speed m") == words{"max"}));
    BOOST_TEST((offered(here, "muster run x.yaml --speed = real") == words{"realtime"}));
    BOOST_TEST((offered(here, "muster help ''") == commands(here)));
    BOOST_TEST((offered(here, "muster completion f") == words{"fish"}));
    BOOST_TEST(offered(here, "muster run x.yaml --seed ''").empty());
    here.muster({"run", shipped("first-fleet"), "--devices", "10", "--for", "1m", "--out", "here"});
    BOOST_TEST((offered(here, "muster run x.yaml --out he") == words{"here"}));
}

BOOST_AUTO_TEST_CASE(zsh_and_fish_know_every_command_and_every_option) {
    const trial here;
    const auto zsh = here.muster({"completion", "zsh"}).out;
    const auto fish = here.muster({"completion", "fish"}).out;
    for (const auto& command : commands(here)) {
        const auto begin = zsh.find("(" + command + ") _arguments");
        BOOST_REQUIRE_MESSAGE(begin != std::string::npos, command);
        const auto part = zsh.substr(begin, zsh.find(";;", begin) - begin);
        for (const auto& option : options(here, command)) {
            BOOST_TEST(part.find(option) != std::string::npos, command << " " << option);
            BOOST_TEST(fish.find("from " + command + "' " + (option == "--help" ? "-f " : "") +
                                 "-l " + option.substr(2) + " ") != std::string::npos,
                       command << " " << option);
        }
    }
    here.write("zsh", zsh);
    here.write("fish", fish);
    for (const auto* shell : {"zsh", "fish"})
        if (installed(shell))
            BOOST_TEST(process({shell, "-n", shell}, here.path("")).wait(10).code == 0, shell);
}

BOOST_AUTO_TEST_CASE(other_shells_are_refused_by_name) {
    const trial here;
    const auto end = here.muster({"completion", "ksh"});
    BOOST_TEST(end.code == 2);
    BOOST_TEST(end.err ==
               "completion: error[unknown-shell]: there is no completion for `ksh`; the "
               "shells are `bash`, `zsh` and `fish`\n");
}

BOOST_AUTO_TEST_CASE(the_manual_page_has_every_option_and_every_exit_code) {
    const trial here;
    const auto page = here.muster({"man"}).out;
    BOOST_TEST(page.rfind(".TH MUSTER 1 ", 0) == 0);
    for (const auto& command : commands(here)) {
        const auto begin = page.find(".SS \\fB" + command + "\\fR\n");
        BOOST_REQUIRE_MESSAGE(begin != std::string::npos, command);
        const auto part = page.substr(begin, page.find("\n.S", begin + 1) - begin);
        for (const auto& option : options(here, command))
            if (option != "--help")
                BOOST_TEST(part.find("\\fB" + in_roff(option) + "\\fR") != std::string::npos,
                           command << " " << option);
    }
    for (const auto* code : {"0", "1", "2", "99", "130"})
        BOOST_TEST(page.find(".TP\n\\fB" + std::string(code) + "\\fR\n") != std::string::npos,
                   code);
    here.write("muster.1", page);
    if (!installed("groff")) return;
    const auto end =
        process({"groff", "-man", "-ww", "-Tutf8", "-z", "muster.1"}, here.path("")).wait(20);
    BOOST_TEST(end.code == 0);
    BOOST_TEST(end.err.empty(), end.err);
}

BOOST_AUTO_TEST_SUITE_END()
