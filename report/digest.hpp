#pragma once

#include <string>
#include <string_view>

namespace muster::report {

/// SHA-256 over the bytes of a canonical result, as 64 hexadecimal digits.
std::string digest(std::string_view canonical_result);

}  // namespace muster::report
