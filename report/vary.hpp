#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "fleet/diagnostic.hpp"

namespace muster::report {

/// A path of a scenario and the values to try for it.
struct vary_spec {
    std::string path;
    std::vector<std::string> values;  ///< as written, quotes and brackets too
};

/// Reads `PATH=VALUE,VALUE`. A comma within quotes, brackets, braces or parentheses divides
/// nothing. Empty, with the reason in the diagnostics, where it is none.
std::optional<vary_spec> parse_vary(const std::string& text, diagnostics& problems);

/// How many variants there are; stops counting above `most`.
std::uint64_t count_variants(const std::vector<vary_spec>& specs, std::uint64_t most);

/// Every combination of the values, one for each path, the last path changing fastest.
std::vector<std::vector<std::string>> variants_of(const std::vector<vary_spec>& specs);

}  // namespace muster::report
