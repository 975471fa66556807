#include <algorithm>

#include "scenarios/sections.hpp"

namespace muster::sections {

namespace {

bool names_something(const query::node& n) {
    return n.kind == query::node_kind::name ||
           std::any_of(n.children.begin(), n.children.end(),
                       [](const auto& child) { return names_something(*child); });
}

void read_rule(reading& r, const yaml::entry& item) {
    rule_spec rule;
    rule.name = item.key;
    rule.where = item.where;
    const auto& map = item.value;
    if (r.is_map(map, "a mapping such as `{when: temperature > 30, for: 10m}`")) {
        r.missing(map, "when", "the rule");
        rule.when = r.condition_at(map, "when", condition_role::watched);
        if (rule.when && !names_something(*rule.when.tree))
            r.error("nothing-to-watch", rule.when.where,
                    "the condition speaks of nothing that a device has",
                    "name a signal, a property or a field such as `$connected`");
        rule.target.who = r.condition_at(map, "where", condition_role::watched);
        r.scalar(map, "for", rule.lasts, scalars::parse_duration);
    }
    r.out.rules.push_back(std::move(rule));
}

}  // namespace

void read_rules(reading& r) {
    if (const auto* section = r.section("rules"))
        for (const auto& item : section->entries)
            read_rule(r, item);
}

}  // namespace muster::sections
