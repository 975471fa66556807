#include <csignal>
#include <exception>
#include <iostream>
#include <new>

#include "apps/commands.hpp"

namespace {

int run(const muster::app::options& given) {
    if (given.command == "run") return muster::app::run_command(given);
    if (given.command == "node") return muster::app::node_command(given);
    return given.command == "plan" ? muster::app::plan_command(given)
                                   : muster::app::validate_command(given);
}

}  // namespace

int main(int argc, char** argv) {
    using namespace muster::app;
    // A reader that went away is an error of writing like any other: exit code 1, not a signal.
    std::signal(SIGPIPE, SIG_IGN);
    const auto line = parse_command_line(argc, argv);
    if (line.exit) return *line.exit;
    try {
        const int code = run(line.given);
        if (std::cout.flush()) return code;
        std::cerr << "muster: standard output can't be written\n";
    } catch (const std::bad_alloc&) {
        std::cerr << "muster: there is not enough memory; run fewer devices (`--devices`)\n";
    } catch (const std::exception& e) {
        std::cerr << "muster: " << e.what() << '\n';
    }
    return failed;
}
