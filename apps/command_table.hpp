#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "apps/options.hpp"

namespace muster::app {

/// What a shell offers where a word of a command line is expected.
enum class offer : std::uint8_t { nothing, scenario, report, folder, command, words };

/// An option of a command.
struct option_entry {
    const char* name;   ///< `--seed`
    const char* value;  ///< what stands for its value in texts; empty: it takes none
    const char* help;   ///< without a full stop
    /// Takes the value (empty where it has none); throws `bad_value`.
    void (*take)(options& to, const std::string& value) = nullptr;
    const char* sets = nullptr;  ///< instead of `take`: the path of the scenario that it replaces
    bool repeats = false;
    offer offers = offer::nothing;
    const char* words = "";   ///< offered, with spaces between them
    const char* letter = "";  ///< `-o`; empty: it has no short name
};

/// The words of a command that are no options.
struct argument_entry {
    const char* name;  ///< empty: it takes none
    const char* help;
    unsigned least = 1, most = 1;  ///< how many; `most` 0: any number
    offer offers = offer::nothing;
    const char* words = "";
};

/// A command: what is parsed, what `--help` and the manual page say, what shells complete.
struct command_entry {
    const char* name;
    const char* summary;  ///< one line
    const char* manual;   ///< a paragraph of the manual page
    argument_entry argument;
    std::vector<option_entry> accepts;
    /// Returns the exit code. Null: the parser itself answers.
    int (*act)(const options& given);
};

/// Every command, the most used first.
const std::vector<command_entry>& commands();
/// The one that only the program itself starts.
const command_entry& hidden_command();
/// Null where there is none of that name.
const command_entry* find_command(const std::string& name);

struct exit_entry {
    int code;
    const char* meaning;
};
const std::vector<exit_entry>& exit_codes();

/// One line about the program.
inline constexpr const char* program_summary =
    "Muster: rehearse a fleet of devices before you touch it";

}  // namespace muster::app
