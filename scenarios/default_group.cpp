#include "scenarios/default_group.hpp"

#include <algorithm>
#include <vector>

#include "fleet/find_named.hpp"
#include "fleet/query/expansion.hpp"
#include "scenarios/sections.hpp"

namespace muster::sections {

namespace {

void find_groups(const query::node& tree, std::vector<std::string>& found) {
    if (tree.kind == query::node_kind::name && tree.text.starts_with(query::group_prefix)) {
        const auto rest = tree.text.substr(query::group_prefix.size());
        found.push_back(rest.substr(0, rest.find('.')));
    }
    for (const auto& child : tree.children)
        find_groups(*child, found);
}

}  // namespace

bool add_default_group(reading& r, const std::string& name, const place& where) {
    if (index_of(r.out.groups, name) != none) return true;
    if (name.empty() || index_of(r.out.templates, name) == none) return false;
    yaml::node text;
    text.what = yaml::node::kind::scalar;
    text.where = where;
    text.text = "$template = '" + name + "'";
    group_spec group;
    group.name = name;
    group.where = where;
    group.who = r.condition_of(text, condition_role::devices);
    r.out.groups.push_back(std::move(group));
    return true;
}

void add_default_groups(reading& r) {
    std::vector<std::pair<std::string, place>> meant;
    for (const auto& condition : r.conditions()) {
        std::vector<std::string> names;
        find_groups(*condition.tree, names);
        for (auto& name : names)
            meant.emplace_back(std::move(name), condition.where);
    }
    for (const auto& [name, where] : meant)
        add_default_group(r, name, where);
}

}  // namespace muster::sections
