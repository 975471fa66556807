#include "scenarios/sections.hpp"

namespace muster::sections {

namespace {

void read_rule(reading& r, const yaml::entry& item) {
    rule_spec rule;
    rule.name = item.key;
    rule.where = item.where;
    const auto& map = item.value;
    if (r.is_map(map, "a mapping such as `{when: temperature > 30, for: 10m}`")) {
        r.missing(map, "when", "the rule");
        rule.when = r.condition_at(map, "when", condition_role::watched);
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
