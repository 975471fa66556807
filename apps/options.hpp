#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "fleet/share.hpp"
#include "report/tolerance.hpp"

namespace muster::app {

/// Exit codes of every command.
enum exit_code : int { all_held = 0, failed = 1, bad_input = 2, not_met = 99, interrupted = 130 };

/// What a command line says.
struct options {
    std::vector<std::string> files;  ///< the arguments of the command
    std::vector<std::string> sets;   ///< PATH=VALUE, those of --seed, --speed and --for at the end
    std::map<std::string, std::string>
        flags;  ///< from the path that such an option sets to the option
    std::optional<std::uint64_t> devices;
    unsigned workers = 0;                ///< of each process; 0: one per processor
    unsigned nodes = 0;                  ///< processes that have the devices; 0: this one
    int socket = -1;                     ///< of a node: to whoever started it
    std::string out;                     ///< folder; empty: none
    std::optional<std::uint64_t> count;  ///< messages of each kind
    std::string command;                 ///< whose answers to print; empty: readings
    std::string request;                 ///< JSON, of that command; empty: none
    std::string ndjson;      ///< of documents to check, `-` for standard input; empty: none
    std::string extensions;  ///< what becomes of undefined ones; empty: `allow`
    std::string twin, twin_set, twin_report;  ///< files, `-` for standard input; empty: none
    bool twin_replace = false, twin_view = false;
    bool json = false, quiet = false, full = false;
    bool tables = false;  ///< of a run: write what `query` reads
    std::string from;     ///< folder that `query` reads; empty: the working folder
    std::string since;  ///< folder of a run whose jobs' targets a plan is held against; empty: none
    std::string form;   ///< of its rows: `table`, `json`, `ndjson`, `csv`; empty: as fits
    std::string why;    ///< a device whose membership is explained; empty: none
    bool explain = false;
    std::optional<std::uint64_t> seeds;  ///< so many runs of different seeds
    std::optional<share> confidence;     ///< of the seeds that have to hold; empty: 95 %
    std::vector<std::string> varies;     ///< PATH=VALUE,VALUE...
    std::string prefer;                  ///< a metric, and `asc` or `desc`
    std::vector<report::tolerance> tolerances;
};

struct command_entry;

/// What a command line asks for: a command with its options. Where the program should end at once
/// (help, version, bad usage) the code is given and the text has been printed.
struct parsed_line {
    options given;
    const command_entry* command = nullptr;
    std::optional<int> exit;
};
parsed_line parse_command_line(int argc, const char* const* argv);

}  // namespace muster::app
