#include <csignal>
#include <exception>
#include <iostream>
#include <new>

#include "apps/command_table.hpp"

int main(int argc, char** argv) {
    using namespace muster::app;
    // A reader that went away is an error of writing like any other: exit code 1, not a signal.
    std::signal(SIGPIPE, SIG_IGN);
    const auto line = parse_command_line(argc, argv);
    if (line.exit) return *line.exit;
    try {
        const int code = line.command->act(line.given);
        if (std::cout.flush()) return code;
        std::cerr << "muster: standard output can't be written\n";
    } catch (const std::bad_alloc&) {
        std::cerr << "muster: there is not enough memory; run fewer devices (`--devices`)\n";
    } catch (const std::exception& e) {
        std::cerr << "muster: " << e.what() << '\n';
    }
    return failed;
}
