#include "fleet/cluster_rule.hpp"

#include <algorithm>

namespace muster {

std::vector<std::string> cluster_names::names() const {
    return {"devices.total",       "devices.online", "devices.offline", "devices.crashed",
            "devices.quarantined", "devices.asleep", "devices.empty"};
}

query::lookup cluster_names::find(std::string_view path) const {
    const auto all = names();
    const auto at = std::find(all.begin(), all.end(), path);
    query::lookup answer;
    if (at == all.end()) return answer;
    answer.what = query::lookup::outcome::found;
    const auto id = static_cast<query::field_id>(at - all.begin());
    answer.found = {id, query::type::number, {}, id > 0};
    return answer;
}

}  // namespace muster
