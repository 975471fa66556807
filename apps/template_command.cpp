#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "apps/commands.hpp"
#include "apps/inputs.hpp"
#include "models/check_files.hpp"

namespace muster::app {

namespace {

int complain(const char* code, std::string text, std::string remedy) {
    std::cerr
        << to_text(
               {severity::error, code, {"template", 0, 0, {}}, std::move(text), std::move(remedy)})
        << '\n';
    return bad_input;
}

models::extension_policy policy_of(const options& given) {
    if (given.extensions == "refuse") return models::extension_policy::refuse;
    if (given.extensions == "version") return models::extension_policy::by_version;
    return models::extension_policy::allow;
}

/// One document a line in, one answer a line out, each at once: whoever asks may wait for it.
int check_lines(std::istream& in, models::extension_policy policy) {
    for (std::string line; std::cout && std::getline(in, line);)
        std::cout << models::check_model_line(line, policy) << std::endl;
    const bool is_input = &in == &std::cin;  // which keeps its failures to itself
    if (in.bad() || (is_input && std::ferror(stdin) != 0)) {
        complain("file-unreadable", "the input cannot be read to its end",
                 "give a file, or - for standard input");
        return failed;
    }
    return std::cout ? all_held : failed;
}

int check_stream(const options& given, const std::vector<std::string>& paths) {
    if (!paths.empty()) {
        return complain("unexpected-argument", "--ndjson takes no further files",
                        "give either files or --ndjson");
    }
    const auto policy = policy_of(given);
    if (given.ndjson == "-") return check_lines(std::cin, policy);
    std::error_code unknown;
    const bool is_folder = std::filesystem::is_directory(given.ndjson, unknown);
    std::ifstream file(given.ndjson, std::ios::binary);
    if (file && !is_folder) return check_lines(file, policy);
    return complain("file-unreadable",
                    "'" + given.ndjson + "' " + (is_folder ? "is a folder" : "cannot be read"),
                    "give a file, or - for standard input");
}

std::string counted(std::size_t count, const std::string& noun) {
    return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

int check(const options& given, const std::vector<std::string>& paths) {
    if (!given.ndjson.empty()) return check_stream(given, paths);
    if (paths.empty()) {
        return complain("missing-file", "there is nothing to check",
                        "give files or folders: `muster template check PATH...`");
    }
    const auto found = models::check_model_files(paths, policy_of(given));
    print_problems(found.problems);
    const auto wrong = found.problems.items.size();
    std::cout << counted(found.files, "file") << ", " << counted(found.interfaces, "interface")
              << ": " << (wrong == 0 ? "valid" : counted(wrong, "problem")) << '\n';
    return wrong == 0 ? all_held : bad_input;
}

/// An option that is another action's; empty: there is none.
std::string misplaced_option(const std::string& action, const options& given) {
    if (given.json && action != "show") return "--json";
    if (!given.ndjson.empty() && action != "check") return "--ndjson";
    if (given.count && action != "simulate") return "--count";
    if (!given.sets.empty() && action != "simulate") return "--seed or --speed";
    const bool of_twin = !given.twin.empty() || !given.twin_set.empty() ||
                         !given.twin_report.empty() || given.twin_replace || given.twin_view;
    if (of_twin && action != "twin") return "--twin, --set, --report, --replace or --view";
    if (!given.command.empty() && action != "simulate") return "--command";
    if (!given.request.empty() && given.command.empty()) return "--request without --command";
    return {};
}

}  // namespace

int template_command(const options& given) {
    const auto& action = given.files.front();
    if (const auto odd = misplaced_option(action, given); !odd.empty())
        return complain("unexpected-option", odd + " says nothing to `" + action + "`",
                        "see `muster template --help`");
    const std::vector<std::string> rest(given.files.begin() + 1, given.files.end());
    if (action == "check") return check(given, rest);
    if (action != "show" && action != "simulate" && action != "twin") {
        return complain("unknown-action", "there is no action `" + action + "`",
                        "the actions are `check`, `show`, `simulate` and `twin`");
    }
    if (rest.empty()) {
        return complain("missing-file", "there is no model for `" + action + "`",
                        "give its file or its DTMI: `muster template " + action + " DTMI|FILE`");
    }
    if (action == "twin") return patch_twin(given);
    if (action == "show") return show_template(given);
    return given.command.empty() ? simulate_template(given) : answer_command(given);
}

}  // namespace muster::app
