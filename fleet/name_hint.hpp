#pragma once

#include <string>
#include <vector>

#include "fleet/diagnostic.hpp"

namespace muster {

/// `; did you mean 'x'?` of the nearest name, to be put behind a problem; empty where none is near.
inline std::string name_hint(const std::string& word, const std::vector<std::string>& names) {
    const auto near = nearest_name(word, names);
    return near.empty() ? std::string() : "; did you mean '" + near + "'?";
}

}  // namespace muster
