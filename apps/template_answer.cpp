#include <csignal>
#include <iostream>
#include <string>

#include "apps/commands.hpp"
#include "apps/inputs.hpp"
#include "fleet/fleet_members.hpp"
#include "fleet/hash.hpp"
#include "fleet/query/name_problems.hpp"
#include "models/command_answers.hpp"

namespace muster::app {

namespace {

constexpr std::uint64_t answers_by_default = 10;
/// The one device whose readings `template simulate` prints.
constexpr const char* device_id = "device-1";

/// A scenario that says no more than the options do.
constexpr const char* settings_text =
    "muster: 1\ntime: {for: 1m}\ntemplates: {device: {telemetry: {x: {normal: 0, sd: 1}}}}\n"
    "fleets: {device: {count: 1, template: device}}\n";

int complain(const char* code, std::string text, std::string remedy) {
    std::cerr
        << to_text(
               {severity::error, code, {"--command", 0, 0, {}}, std::move(text), std::move(remedy)})
        << '\n';
    return bad_input;
}

int refuse_name(const options& given, const command_answers& all,
                const std::vector<std::size_t>& meant) {
    const auto names = all.names();
    if (meant.empty()) {
        const auto near = query::nearest(given.command, names);
        const auto known = names.empty() ? "the model has no commands"
                                         : "the commands are " + query::listed(names);
        return complain("unknown-command", "there is no command `" + given.command + "`",
                        near.empty() ? known : near);
    }
    std::vector<std::string> spellings;
    for (const auto command : meant)
        spellings.push_back(names[command]);
    return complain("ambiguous-command",
                    "several components have a command `" + given.command + "`",
                    "write " + query::listed(spellings));
}

int print_answers(const options& given, const scenario& settings, const command_answers& all,
                  std::size_t command) {
    if (!all.has_response(command))
        std::cerr << "muster: the command has no response in the model, so its answers are empty\n";
    std::signal(SIGPIPE, SIG_DFL);  // when nobody reads any more there is nothing left to do
    asked_answer asked;
    asked.request = given.request;
    asked.device = {mix(run_key(settings.seed), device_key(device_id))};
    for (std::uint64_t i = 0; i < given.count.value_or(answers_by_default); ++i) {
        diagnostics problems;
        asked.number = i;
        asked.at = settings.time.start + std::chrono::minutes(i);
        const auto answer = all.answer(command, asked, problems);
        print_problems(problems);
        if (problems.has_errors()) return bad_input;
        std::cout << answer << '\n';
    }
    return std::cout.flush() ? all_held : failed;
}

}  // namespace

int answer_command(const options& given) {
    if (given.flags.contains("time.speed"))
        return complain("unexpected-option", "--speed says nothing to --command",
                        "leave it out: answers come at once");
    read_options how;
    how.file = "template";
    how.sets = given.sets;
    const auto settings = read_scenario_text(settings_text, how);
    diagnostics problems = settings.problems;
    model_options where{{"."}};
    where.folders.insert(where.folders.end(), given.files.begin() + 2, given.files.end());
    const auto all = command_answers::load(given.files[1], "", where, problems);
    print_problems(problems);
    if (!all || !settings.value || problems.has_errors()) return bad_input;
    const auto meant = all->find(given.command);
    if (meant.size() != 1) return refuse_name(given, *all, meant);
    return print_answers(given, *settings.value, *all, meant.front());
}

}  // namespace muster::app
