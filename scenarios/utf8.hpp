#pragma once

#include <cstddef>
#include <string_view>

namespace muster {

/// Length of the UTF-8 sequence at `i`, 0 where it is none.
std::size_t utf8_length(std::string_view text, std::size_t i);

}  // namespace muster
