#include <unistd.h>

#include <csignal>
#include <iostream>
#include <optional>
#include <string>
#include <utility>

#include "apps/commands.hpp"
#include "apps/inputs.hpp"
#include "apps/model_folders.hpp"
#include "apps/one_run.hpp"
#include "models/describe.hpp"

namespace muster::app {

namespace {

constexpr std::uint64_t messages_by_default = 10;

/// A text in the quotes of YAML.
std::string quoted(const std::string& text) {
    std::string out = "'";
    for (const char c : text)
        out += c == '\'' ? "''" : std::string(1, c);
    return out + "'";
}

/// One device of the model, which sends each of its messages once a minute.
std::string scenario_text(const options& given) {
    const auto minutes = std::to_string(given.count.value_or(messages_by_default));
    const std::string form = isatty(STDOUT_FILENO) == 1 ? "csv" : "ndjson";
    return "muster: 1\ntime: {for: " + minutes +
           "m}\ntemplates: {device: {model: " + quoted(given.files[1]) +
           "}}\nfleets: {device: {count: 1, template: device, id: " +
           "'device-#'}}\noutputs: {readings: {" + form + ": /dev/stdout}}\n";
}

}  // namespace

int show_template(const options& given) {
    diagnostics problems;
    const auto shown = load_template(given.files[1], "", folders_of(given), problems);
    print_problems(problems);
    if (!shown) return bad_input;
    std::cout << (given.json ? template_json(*shown) : describe_template(*shown));
    return all_held;
}

namespace {

/// The scenario of one device. What is wrong has its place in the model, as nobody has written the
/// scenario's text.
std::optional<scenario> scenario_of(const options& given) {
    diagnostics of_model;
    auto loaded = load_template(given.files[1], "", folders_of(given), of_model);
    print_problems(of_model);
    if (!loaded) return std::nullopt;
    read_options how;
    how.file = "template";
    how.sets = given.sets;
    how.loader = [&loaded](const std::string&, const std::string&, diagnostics&) { return loaded; };
    auto read = read_scenario_text(scenario_text(given), how);
    for (auto& problem : read.problems.items)
        if (problem.where.file == how.file) problem.where = {given.files[1], 0, 0, ""};
    print_problems(read.problems);
    return std::move(read.value);
}

}  // namespace

int simulate_template(const options& given) {
    const auto simulated = scenario_of(given);
    if (!simulated) return bad_input;
    if (simulated->templates.front().signals.empty())
        std::cerr << "muster: the model has no telemetry, so it sends nothing\n";
    catch_interrupts();
    std::signal(SIGPIPE, SIG_DFL);  // when nobody reads any more there is nothing left to do
    run_settings settings;
    const auto made = make_run(*simulated, settings, [](const auto&) {});
    if (!made.outcome.failure.empty()) {
        std::cerr << "muster: " << made.outcome.failure << '\n';
        return failed;
    }
    return was_interrupted() ? interrupted : all_held;
}

}  // namespace muster::app
