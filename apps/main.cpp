#include <exception>
#include <iostream>

#include "apps/commands.hpp"

int main(int argc, char** argv) {
    using namespace muster::app;
    const auto line = parse_command_line(argc, argv);
    if (line.exit) return *line.exit;
    try {
        if (line.given.command == "run") return run_command(line.given);
        return line.given.command == "plan" ? plan_command(line.given) : validate_command(line.given);
    } catch (const std::exception& e) {
        std::cerr << "muster: " << e.what() << '\n';
        return failed;
    }
}
