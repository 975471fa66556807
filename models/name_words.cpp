#include "models/name_words.hpp"

#include <algorithm>
#include <cstdint>

namespace muster::models {
namespace {

enum class letter_kind : std::uint8_t { other, digit, lower, upper };

letter_kind kind_of(char c) {
    if (c >= '0' && c <= '9') return letter_kind::digit;
    if (c >= 'a' && c <= 'z') return letter_kind::lower;
    if (c >= 'A' && c <= 'Z') return letter_kind::upper;
    return letter_kind::other;
}

/// Whether a new word begins at `at`: `batteryLevel`, `RSSIValue` and `l1Current` each have two or
/// more.
bool begins_word(std::string_view name, std::size_t at) {
    const auto here = kind_of(name[at]);
    const auto before = at == 0 ? letter_kind::other : kind_of(name[at - 1]);
    if (here == before) {
        const bool next_is_lower =
            at + 1 < name.size() && kind_of(name[at + 1]) == letter_kind::lower;
        return here == letter_kind::upper && next_is_lower;
    }
    return !(before == letter_kind::upper && here == letter_kind::lower);
}

}  // namespace

std::vector<std::string> words_of(std::string_view name) {
    std::vector<std::string> words;
    bool open = false;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (kind_of(name[i]) == letter_kind::other) {
            open = false;
            continue;
        }
        if (!open || begins_word(name, i)) words.emplace_back();
        open = true;
        const char c = name[i];
        words.back() += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return words;
}

bool has_phrase(const std::vector<std::string>& words, std::string_view phrase) {
    while (!phrase.empty()) {
        const auto blank = std::min(phrase.find(' '), phrase.size());
        const auto word = phrase.substr(0, blank);
        if (std::find(words.begin(), words.end(), word) == words.end()) return false;
        phrase.remove_prefix(std::min(blank + 1, phrase.size()));
    }
    return true;
}

}  // namespace muster::models
