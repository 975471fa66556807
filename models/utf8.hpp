#pragma once

#include <cstddef>
#include <string_view>

namespace muster::models {

/// How many bytes of `text` from its start are well-formed UTF-8: its size where all of it is.
/// Surrogates, overlong forms and code points above U+10FFFF are not.
std::size_t valid_utf8_prefix(std::string_view text);

}  // namespace muster::models
