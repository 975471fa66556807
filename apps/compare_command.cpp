#include <iostream>

#include "apps/commands.hpp"
#include "apps/inputs.hpp"
#include "apps/terminal.hpp"
#include "report/comparison.hpp"

namespace muster::app {

int compare_command(const options& given) {
    diagnostics problems;
    const auto a = report::read_report_file(given.files[0], problems);
    const auto b = report::read_report_file(given.files[1], problems);
    report::comparison found;
    if (a && b) found = report::compare_reports(*a, *b, given.tolerances, problems);
    print_problems(problems);
    if (problems.has_errors()) return bad_input;
    if (given.json)
        std::cout << report::comparison_json(found);
    else if (given.quiet)
        std::cout << report::verdict_text(found) << '\n';
    else
        report::write_comparison(std::cout, found, style_for(STDOUT_FILENO));
    return found.beyond() == 0 ? all_held : not_met;
}

}  // namespace muster::app
