#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// One key of the scenario language: the single place that says what it takes. The reader asks it
/// which keys are allowed where, and the reference is made of it.
struct language_key {
    enum class availability : unsigned char { built, not_yet };

    /// `time.for`; `*` stands for a name or word that the scenario chooses, `#` for a list's item.
    std::string path;
    std::string type;      ///< in words
    std::string standard;  ///< the default in words; `required`; empty: nothing happens without it
    std::string help;      ///< one sentence
    std::string example;
    availability state = availability::built;
};

/// The whole language, in the order of the reference.
const std::vector<language_key>& language();

/// The entry of a path pattern; null where the language has none.
const language_key* find_key(std::string_view pattern);

/// The last words of all entries one below `pattern`, without `*` and `#`.
std::vector<std::string> keys_below(std::string_view pattern);
/// Whether the language says anything about what is below `pattern`.
bool has_keys_below(std::string_view pattern);

/// The reference page, `docs/scenario-reference.md`.
std::string reference_markdown();

}  // namespace muster
