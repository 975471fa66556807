#include <algorithm>

#include "fleet/find_named.hpp"
#include "fleet/job_command.hpp"
#include "fleet/property_order.hpp"
#include "scenarios/sections.hpp"

/// What jobs and acts want of devices: commands by their names, properties to be set.
namespace muster::sections {

namespace {

std::string full_name(const command_spec& command) {
    return qualified_name(command.component, command.name);
}

}  // namespace

void read_command_name(reading& r, const yaml::node& found, std::string& name) {
    if (!r.text(found, name)) return;
    std::vector<std::string> names;
    for (auto& t : r.out.templates) {
        const auto meant = commands_named(t, name);
        if (meant.size() == 1) return;
        if (meant.size() > 1)
            return r.error(
                "ambiguous", found.where, ticked(name) + " means two commands of " + ticked(t.name),
                "write " + ticked(full_name(*meant[0])) + " or " + ticked(full_name(*meant[1])));
        for (const auto& command : t.commands)
            names.push_back(full_name(command));
    }
    if (!r.names_incomplete) r.known(found, "unknown-command", "command", names);
}

bool is_in_use(const scenario& s, std::size_t template_index) {
    return std::any_of(s.fleets.begin(), s.fleets.end(),
                       [&](const auto& fleet) { return fleet.template_index == template_index; });
}

namespace {

bool may_be_set(const property_spec& p, settable which) {
    return p.cloud ? which == settable::also_cloud : p.writable;
}

/// How well a property suits what it is to be set to: devices of the same scenario may have others
/// of its name.
int suits(const property_spec& p, const yaml::node& value) {
    if (!value.is_scalar()) return 0;
    if (p.kind == value_kind::word)
        return std::find(p.words.begin(), p.words.end(), value.text) != p.words.end() ? 2 : 0;
    if (p.kind == value_kind::boolean) return value.text == "true" || value.text == "false" ? 2 : 0;
    if (p.kind == value_kind::text) return 1;
    const auto number = read_as(value_kind::number, plain_value(value.text));
    return std::holds_alternative<double>(number) ? 2 : 0;
}

struct settable_choice {
    const property_spec* best = nullptr;
    int rank = -1;
    const property_spec* other = nullptr;  ///< of that name, which can't be set
    std::vector<std::string> names;        ///< of all that can
};

settable_choice choose_settable(reading& r, const yaml::entry& item, settable which) {
    settable_choice choice;
    for (std::size_t i = 0; i < r.out.templates.size(); ++i) {
        auto& properties = r.out.templates[i].properties;
        for (const auto& p : properties)
            if (may_be_set(p, which)) choice.names.push_back(qualified_name(p.component, p.name));
        const auto* found = find_part(properties, item.key);
        if (found == nullptr) continue;
        if (!may_be_set(*found, which)) {
            choice.other = found;
            continue;
        }
        const int rank = (is_in_use(r.out, i) ? 4 : 0) + suits(*found, item.value);
        if (rank <= choice.rank) continue;
        choice.rank = rank;
        choice.best = found;
    }
    return choice;
}

}  // namespace

const property_spec* settable_property(reading& r, const yaml::entry& item, settable which) {
    const auto choice = choose_settable(r, item, which);
    if (choice.best != nullptr) return choice.best;
    if (choice.other == nullptr && !r.names_incomplete)
        r.error("unknown-property", item.where, "there is no property " + ticked(item.key),
                r.suggestion(item.key, choice.names));
    else if (choice.other != nullptr && choice.other->cloud)
        r.error("not-writable", item.where,
                ticked(item.key) + " is a cloud property, of which no device is wanted anything",
                "give it another value with `set`");
    else if (choice.other != nullptr)
        r.error("not-writable", item.where, ticked(item.key) + " is no property that can be set",
                "add `writable: true` to it");
    return nullptr;
}

bool read_template_name(reading& r, const yaml::node& map, std::string& into) {
    const auto* found = reading::get(map, "migrate");
    return found != nullptr && r.text(*found, into) &&
           r.known(*found, "unknown-template", "template", r.names_in("templates"));
}

}  // namespace muster::sections
