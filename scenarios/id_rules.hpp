#pragma once

#include <string>
#include <string_view>

namespace muster {

inline constexpr const char* id_remedy =
    "an id has 1 to 128 bytes without spaces, quotes and backslashes";

/// What is wrong with an id that is not made of a pattern's own text alone; empty: nothing.
std::string doubt_id(std::string_view id);

}  // namespace muster
