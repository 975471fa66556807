#include "scenarios/condition_remedies.hpp"

#include <algorithm>

#include "scenarios/scalars.hpp"

namespace muster {

namespace {

bool in_word(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
}

/// The word with the byte at `at`.
std::string word_around(const std::string& text, std::size_t at) {
    auto begin = at, end = at;
    while (begin > 0 && in_word(text[begin - 1]))
        --begin;
    while (end < text.size() && in_word(text[end]))
        ++end;
    return text.substr(begin, end - begin);
}

}  // namespace

query::problem with_likely_remedy(query::problem found, const std::string& condition) {
    const std::size_t at = found.where.offset;
    if (at >= condition.size()) return found;
    const auto named = condition.substr(at, found.where.length);
    if (found.code == "unknown-name" && named.starts_with("params.")) {
        found.text = "`" + named +
                     "` stands inside of a condition; a parameter stands for a whole value only";
        found.remedy = "write the value, or make the whole condition a parameter";
    }
    const bool a_number = condition[at] >= '0' && condition[at] <= '9';
    if (found.code == "unquoted-text" && a_number)
        found.remedy = "put it in single quotes: '" + named + "'";
    const bool foreign_letter = static_cast<unsigned char>(condition[at]) >= 0x80;
    if (found.code == "unexpected-character" && found.remedy.empty() && foreign_letter)
        found.remedy = "put a text in single quotes: '" + word_around(condition, at) + "'";
    return found;
}

}  // namespace muster
