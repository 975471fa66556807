#pragma once

#include <optional>
#include <string>

#include "scenarios/reading.hpp"

namespace muster {

/// What else than parameters angle brackets may hold in a pattern.
enum class pattern_words { none, tags };

/// Reads a text pattern with one run of `#`; `<params.x>` is replaced, `<tag>` stays. Empty, and
/// reported, where it is none.
std::optional<std::string> read_pattern(reading& r, const yaml::node& found,
                                        pattern_words allowed = pattern_words::none);

/// A fleet's ids: a pattern, numbered from 1 to `count`.
struct id_range {
    std::string pattern;
    std::uint64_t count = 0;
};

/// An id that both have, or nothing. Requires patterns with one run of `#` that the counts fit.
std::optional<std::string> common_id(const id_range& a, const id_range& b);

/// How many `#` the numbers from 1 to `count` need.
std::size_t digits_for(std::uint64_t count);

}  // namespace muster
