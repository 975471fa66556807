#include <iostream>
#include <sstream>
#include <string>

#include "actors/fleet_api.hpp"
#include "apps/commands.hpp"
#include "apps/earlier_targets.hpp"
#include "apps/inputs.hpp"
#include "apps/terminal.hpp"
#include "report/plan_text.hpp"
#include "scenarios/writer.hpp"

namespace muster::app {

namespace {

/// The scenario with every default, and the plan as comments below it: the whole is a scenario
/// again.
void write_full(const scenario& s, const plan_facts& facts, report::style look) {
    constexpr std::string_view comment = "# ";
    if (look.width > comment.size()) look.width -= static_cast<unsigned>(comment.size());
    std::ostringstream plan;
    report::write_plan(plan, s, facts, look);
    std::cout << write_scenario_yaml(s) << '\n';
    std::istringstream lines(plan.str());
    for (std::string line; std::getline(lines, line);)
        std::cout << (line.empty() ? "#" : comment) << line << '\n';
}

}  // namespace

int plan_command(const options& given) {
    const auto s = read_input(given, given.files.front());
    if (!s) return bad_input;
    auto facts = fleet_api::open(*s, {})->plan(!given.since.empty());
    if (!given.since.empty()) {
        diagnostics problems;
        const bool read = compare_targets(given.since, facts.jobs, problems);
        print_problems(problems);
        if (!read) return bad_input;
    }
    const auto look = style_for(STDOUT_FILENO);
    if (given.full)
        write_full(*s, facts, look);
    else
        report::write_plan(std::cout, *s, facts, look);
    return all_held;
}

}  // namespace muster::app
