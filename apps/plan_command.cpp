#include <iostream>

#include "actors/fleet_api.hpp"
#include "apps/commands.hpp"
#include "apps/inputs.hpp"
#include "apps/terminal.hpp"
#include "report/plan_text.hpp"
#include "scenarios/writer.hpp"

namespace muster::app {

int plan_command(const options& given) {
    const auto s = read_input(given, given.files.front());
    if (!s) return bad_input;
    if (given.full) std::cout << write_scenario_yaml(*s) << '\n';
    const auto facts = fleet_api::open(*s, {})->plan();
    report::write_plan(std::cout, *s, facts, style_for(STDOUT_FILENO));
    return all_held;
}

}  // namespace muster::app
