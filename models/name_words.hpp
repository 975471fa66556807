#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace muster::models {

/// The words of a name or title in lower case: `batteryLevel_2` and `Battery Level 2` both give
/// battery, level, 2.
std::vector<std::string> words_of(std::string_view name);

/// Whether every word of `phrase` (words with single blanks between them) is among `words`.
bool has_phrase(const std::vector<std::string>& words, std::string_view phrase);

/// What a thing is called: guesses look at its own words first, then at those of what it is part of
/// too.
struct name_words {
    std::vector<std::string> own;
    std::vector<std::string> all;
};

}  // namespace muster::models
