#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace muster::app {

/// Exit codes of every command.
enum exit_code : int { all_held = 0, failed = 1, bad_input = 2, not_met = 99, interrupted = 130 };

/// What a command line says.
struct options {
    std::string command;  ///< run, validate, plan; node, which `run` itself starts
    std::vector<std::string> files;
    std::vector<std::string> sets;  ///< PATH=VALUE, those of --seed, --speed and --for among them
    std::map<std::string, std::string>
        flags;  ///< from the path that such an option sets to the option
    std::optional<std::uint64_t> devices;
    unsigned workers = 0;  ///< of each process; 0: one per processor
    unsigned nodes = 0;    ///< processes that have the devices; 0: this one
    int socket = -1;       ///< of a node: to whoever started it
    std::string out;       ///< folder; empty: none
    bool json = false, quiet = false, full = false;
};

/// Reads the command line. Where the program should end at once (help, version, bad usage) the code
/// is given and the text has been printed.
struct parsed_line {
    options given;
    std::optional<int> exit;
};
parsed_line parse_command_line(int argc, const char* const* argv);

}  // namespace muster::app
