#include "fleet/query/select_plan.hpp"

#include <algorithm>

#include "fleet/query/select_planner.hpp"

namespace muster::query {

std::vector<field_id> select_plan::fields() const {
    std::vector<field_id> all;
    const auto add = [&](const expression& e) {
        const auto some = e.fields();
        all.insert(all.end(), some.begin(), some.end());
    };
    add(where);
    for (const auto& key : keys)
        add(key);
    for (const auto& a : aggregates)
        add(a.argument);
    if (!grouped) {
        for (const auto& v : values)
            add(v);
        for (const auto& o : order)
            add(o.by);
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

plan_result plan_select(const select_query& query, const table_scope& names,
                        const time_frame& frame) {
    return select_planner(query, names, frame).run();
}

}  // namespace muster::query
