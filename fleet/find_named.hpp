#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "fleet/compiled_fleet.hpp"

namespace muster {

/// The index of the thing with this name, or `none`.
template <class Named>
std::uint32_t index_of(const std::vector<Named>& all, const std::string& name) {
    const auto at =
        std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name == name; });
    return at == all.end() ? none : static_cast<std::uint32_t>(at - all.begin());
}

inline std::uint32_t attribute_index(const std::vector<attribute>& all, const std::string& name) {
    const auto at =
        std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name() == name; });
    return at == all.end() ? none : static_cast<std::uint32_t>(at - all.begin());
}

/// `component.name`, or the name alone where it is in no component.
inline std::string qualified_name(const std::string& component, const std::string& name) {
    return component.empty() ? name : component + "." + name;
}

}  // namespace muster
