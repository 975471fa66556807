#include "scenarios/id_rules.hpp"

#include <algorithm>

#include "fleet/device_ids.hpp"
#include "scenarios/defaults.hpp"

namespace muster {

std::string doubt_id(std::string_view id) {
    const bool odd = std::any_of(id.begin(), id.end(), [](char c) {
        return static_cast<unsigned char>(c) <= ' ' || c == '"' || c == '\\' || c == 0x7f;
    });
    if (id.size() > scenario_limits::id_bytes)
        return "an id of " + std::to_string(id.size()) + " bytes, more than the limit of " +
               std::to_string(scenario_limits::id_bytes);
    if (odd) return "the id `" + std::string(id) + "` has a space, a quote or a backslash";
    if (is_copy_id(id))
        return "the id `" + std::string(id) + "` ends like those of the copies that `count` makes";
    return {};
}

}  // namespace muster
