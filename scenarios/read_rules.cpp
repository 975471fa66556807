#include <algorithm>
#include <map>

#include "fleet/device_names.hpp"
#include "scenarios/sections.hpp"

namespace muster::sections {

namespace {

bool names_something(const query::node& n) {
    return n.kind == query::node_kind::name ||
           std::any_of(n.children.begin(), n.children.end(),
                       [](const auto& child) { return names_something(*child); });
}

// The tag whose values are the clusters: texts, so that every alert has a name.
void read_per(reading& r, const yaml::node& map, rule_spec& rule) {
    const auto* absorbs = reading::get(map, "absorbs");
    const auto* per = reading::get(map, "per");
    if (absorbs != nullptr && map.find("per") == nullptr)
        r.error("misplaced-key", absorbs->where, "`absorbs` belongs to a rule with `per`",
                "say with `per` whose devices' alerts are taken in");
    if (per == nullptr || !r.text(*per, rule.per) || r.names_incomplete) return;
    std::vector<std::string> names;
    for (const auto& fleet : r.out.fleets)
        for (const auto& tag : fleet.tags) {
            names.push_back(tag.name);
            if (tag.name != rule.per || tag_kind(tag.source) == value_kind::text) continue;
            r.error("wrong-type", per->where,
                    "the tag " + ticked(rule.per) + " of the fleet " + ticked(fleet.name) +
                        " is no text",
                    "clusters are made by a tag of texts, such as a site");
            rule.per.clear();
            return;
        }
    if (!r.known(*per, "unknown-tag", "tag", names)) rule.per.clear();
}

// Only once every rule is known: each is absorbed by one other, which is over clusters.
void read_absorbs(reading& r, const yaml::node& map, rule_spec& rule,
                  std::map<std::string, std::string>& taken) {
    const auto* found = reading::get(map, "absorbs");
    if (found == nullptr || rule.per.empty()) return;
    for (const auto* item : r.one_or_more(*found, "the name of a rule")) {
        if (!r.known(*item, "unknown-rule", "rule", r.names_in("rules"))) continue;
        const auto other = std::find_if(r.out.rules.begin(), r.out.rules.end(),
                                        [&](const auto& o) { return o.name == item->text; });
        const auto [before, fresh] = taken.emplace(item->text, rule.name);
        if (!other->per.empty())
            r.error("wrong-type", item->where, ticked(item->text) + " is a rule over clusters",
                    "alerts of single devices can be absorbed");
        else if (!fresh)
            r.error("given-twice", item->where,
                    "the alerts of " + ticked(item->text) + " are absorbed by " +
                        ticked(before->second) + " already",
                    "name it in one rule only");
        else
            rule.absorbs.push_back(item->text);
    }
}

void read_rule(reading& r, const yaml::entry& item) {
    rule_spec rule;
    rule.name = item.key;
    rule.where = item.where;
    const auto& map = item.value;
    if (r.is_map(map, "a mapping such as `{when: temperature > 30, for: 10m}`")) {
        r.missing(map, "when", "the rule");
        read_per(r, map, rule);
        const bool clusters = map.find("per") != nullptr;
        rule.when = r.condition_at(map, "when",
                                   clusters ? condition_role::clusters : condition_role::watched);
        if (rule.when && !names_something(*rule.when.tree))
            r.error("nothing-to-watch", rule.when.where,
                    "the condition speaks of nothing that a device has",
                    "name a signal, a property or a field such as `$connected`");
        const bool once = clusters || map.find("by") != nullptr || map.find("share") != nullptr ||
                          map.find("count") != nullptr;
        read_aim(r, map, rule.target, once ? condition_role::fixed : condition_role::watched);
        r.scalar(map, "for", rule.lasts, scalars::parse_duration);
    }
    r.out.rules.push_back(std::move(rule));
}

}  // namespace

void read_rules(reading& r) {
    const auto* section = r.section("rules");
    if (section == nullptr) return;
    for (const auto& item : section->entries)
        read_rule(r, item);
    std::map<std::string, std::string> taken;
    for (std::size_t i = 0; i < section->entries.size(); ++i)
        read_absorbs(r, section->entries[i].value, r.out.rules[i], taken);
}

}  // namespace muster::sections
