#include <algorithm>

#include "fleet/find_named.hpp"
#include "scenarios/attributes.hpp"
#include "scenarios/sections.hpp"

/// What devices can be told to do, and what a firmware does to them.
namespace muster::sections {

std::vector<failure_chance> read_failures(reading& r, const yaml::node& found) {
    std::vector<failure_chance> fails;
    if (!r.is_map(found, "a mapping from reason to percentage")) return fails;
    std::int64_t sum = 0;
    for (const auto& item : found.entries) {
        failure_chance chance{item.key, {}};
        r.scalar(item.value, chance.chance, scalars::parse_share);
        sum += chance.chance.ppb;
        fails.push_back(std::move(chance));
    }
    std::sort(fails.begin(), fails.end(),
              [](const auto& a, const auto& b) { return a.reason < b.reason; });
    if (sum > share::whole)
        r.error("bad-split", found.where, "the chances of failing add up to more than 100%",
                "make them smaller");
    return fails;
}

plain_value read_setting(reading& r, const yaml::node& found, const property_spec& property) {
    const auto read = read_attribute(r, found, {property.kind, property.words, nullptr});
    if (!read) return {};
    if (read->source.kind != attribute_source::form::constant)
        r.error("wrong-type", found.where, "one value is set, not one of several",
                "write the value");
    return read->source.fixed;
}

void add_setting(reading& r, std::vector<property_effect>& all, property_effect effect) {
    const auto same = [&](const auto& other) { return other.property == effect.property; };
    if (!effect.property.empty() && std::any_of(all.begin(), all.end(), same))
        return r.error("given-twice", effect.where, ticked(effect.property) + " is set twice",
                       "leave one of the two out");
    all.push_back(std::move(effect));
}

namespace {

/// The field that `request.X` names; empty: it is no such reference.
std::string request_field(const yaml::node& found) {
    if (!found.is_scalar() || found.quoted) return {};
    const auto reference = scalars::parse_reference(found.text);
    return reference && reference->root == "request" ? reference->name : std::string();
}

void read_installs(reading& r, const yaml::node& found, command_spec& command) {
    std::string text;
    if (!r.text(found, text)) return;
    command.installs = request_field(found);
    if (!command.installs.empty()) return;
    r.error("bad-reference", found.where,
            "found " + found_text(found) + ", expected a field of the request",
            "write `request.version` for the field `version`");
}

property_effect read_effect_on(reading& r, const yaml::entry& item, const device_template& t) {
    property_effect effect;
    effect.where = item.where;
    const auto* property = find_part(t.properties, item.key);
    if (property == nullptr) {
        std::vector<std::string> names;
        for (const auto& p : t.properties)
            names.push_back(qualified_name(p.component, p.name));
        r.error("unknown-property", item.where, "there is no property " + ticked(item.key),
                r.suggestion(item.key, names));
        return effect;
    }
    if (property->cloud)
        r.error("misplaced-key", item.where,
                "cloud properties are not the device's, and " + ticked(item.key) + " is one",
                "set a property without `cloud: true`");
    effect.property = qualified_name(property->component, property->name);
    effect.request = request_field(item.value);
    if (effect.request.empty()) effect.fixed = read_setting(r, item.value, *property);
    return effect;
}

command_case read_case(reading& r, const yaml::node& map) {
    command_case special;
    r.missing(map, "where", "a case");
    special.who = r.condition_at(map, "where", condition_role::devices);
    if (const auto* takes = reading::get(map, "takes"))
        r.durations(*takes, special.takes.emplace());
    if (const auto* fails = reading::get(map, "fails")) special.fails = read_failures(r, *fails);
    if (!special.takes && !special.fails && !map.incomplete)
        r.error("missing-key", map.where, "nothing is different in this case",
                "add `takes` or `fails`");
    return special;
}

void read_cases(reading& r, const yaml::node& found, command_spec& command) {
    if (!r.is_filled_list(found, "a list of cases",
                          "write `cases: [{where: \"hw = 'B'\", takes: 10m}]`"))
        return;
    for (const auto& item : found.items)
        if (r.is_map(item, "a mapping such as `{where: hardware = 'B', takes: 10m}`"))
            command.cases.push_back(read_case(r, item));
}

/// What the command does where it succeeds.
void read_effects(reading& r, const yaml::node& map, const device_template& t,
                  command_spec& command) {
    if (const auto* installs = reading::get(map, "installs")) read_installs(r, *installs, command);
    r.scalar(map, "long_running", command.long_running, scalars::parse_boolean);
    if (const auto* sets = r.get_map(map, "sets"))
        for (const auto& item : sets->entries)
            add_setting(r, command.sets, read_effect_on(r, item, t));
    if (!command.installs.empty())
        for (const auto& effect : command.sets)
            if (effect.property == "firmware")
                r.error("given-twice", effect.where, "`firmware` beside `installs`",
                        "leave one of the two out");
    const auto* starts = reading::get(map, "starts");
    if (starts != nullptr && r.text(*starts, command.starts))
        r.known(*starts, "unknown-fault", "fault", r.names_in("faults"));
}

}  // namespace

void read_commands(reading& r, const yaml::node& map, device_template& t) {
    for (const auto& item : map.entries) {
        if (!r.is_map(item.value, "a mapping such as `{takes: 30s}`")) continue;
        auto* command = find_part(t.commands, item.key);
        if (command == nullptr) {
            command = &t.commands.emplace_back();
            r.text(item.value, "component", command->component);
            command->name = without_component(item.key, command->component);
        }
        command->where = item.where;
        if (const auto* takes = reading::get(item.value, "takes"))
            r.durations(*takes, command->takes);
        if (const auto* fails = reading::get(item.value, "fails"))
            command->fails = read_failures(r, *fails);
        if (const auto* cases = reading::get(item.value, "cases")) read_cases(r, *cases, *command);
        read_effects(r, item.value, t, *command);
    }
}

namespace {

firmware_effect read_effect(reading& r, const yaml::node& map) {
    firmware_effect effect;
    effect.who = r.condition_at(map, "where", condition_role::devices);
    r.scalar(map, "chance", effect.chance, scalars::parse_share);
    r.text(map, "fails", effect.fails);
    r.text(map, "reports", effect.reports);
    const auto* starts = reading::get(map, "starts");
    if (starts != nullptr && r.text(*starts, effect.starts))
        r.known(*starts, "unknown-fault", "fault", r.names_in("faults"));
    if (starts == nullptr && effect.fails.empty() && effect.reports.empty() && !map.incomplete)
        r.error("missing-key", map.where, "the effect does nothing",
                "add `starts`, `fails` or `reports`");
    if (!effect.fails.empty() && !effect.reports.empty())
        r.error("given-twice", map.where,
                "`reports` beside `fails`: a version that is not installed reports nothing",
                "leave one of the two out");
    return effect;
}

}  // namespace

void read_firmware(reading& r, const yaml::node& map, device_template& t) {
    for (const auto& item : map.entries) {
        firmware_spec firmware;
        firmware.version = item.key;
        firmware.where = item.where;
        if (!item.value.is_list()) {
            r.wrong_type(item.value, "a list of effects");
            continue;
        }
        for (const auto& effect : item.value.items)
            if (r.is_map(effect, "a mapping such as `{chance: 1%, fails: flash checksum}`"))
                firmware.effects.push_back(read_effect(r, effect));
        t.firmware.push_back(std::move(firmware));
    }
}

}  // namespace muster::sections
