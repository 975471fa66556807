#include <algorithm>

#include "scenarios/attributes.hpp"
#include "scenarios/sections.hpp"

namespace muster::sections {

namespace {

void describe(reading& r, const yaml::node& map, property_spec& property) {
    r.text(map, "unit", property.unit);
    r.text(map, "component", property.component);
    r.scalar(map, "writable", property.writable, scalars::parse_boolean);
    r.scalar(map, "cloud", property.cloud, scalars::parse_boolean);
    auto words = read_words(r, map);
    if (auto kind = read_kind(r, map))
        property.kind = *kind;
    else if (!words.empty())
        property.kind = value_kind::word;
    if (!words.empty()) property.words = std::move(words);
}

void read_property(reading& r, const yaml::node& found, property_spec& property, bool fresh) {
    property.where = found.where;
    attribute_type type;
    const yaml::node* initial = &found;
    bool declared = !fresh;
    if (found.is_map()) {
        describe(r, found, property);
        declared = declared || found.find("type") != nullptr || found.find("values") != nullptr;
        if (!declared && !property.unit.empty())
            property.kind = value_kind::number, declared = true;
        initial = reading::get(found, "initial");
    }
    if (declared) type = {property.kind, property.words};
    if (initial == nullptr) return;
    auto result = read_attribute(r, *initial, type);
    if (!result) return;
    if (!declared) property.kind = result->kind;
    property.initial = std::move(result->source);
}

}  // namespace

void read_properties(reading& r, const yaml::node& map, device_template& t) {
    for (const auto& item : map.entries) {
        if (item.value.what == yaml::node::kind::nothing) continue;
        auto* property = find_part(t.properties, item.key);
        bool fresh = property == nullptr;
        if (fresh) property = &t.properties.emplace_back();
        read_property(r, item.value, *property, fresh);
        if (fresh) property->name = without_component(item.key, property->component);
    }
}

// -- commands and firmware
// -------------------------------------------------------------------------

namespace {

void read_failures(reading& r, const yaml::node& found, command_spec& command) {
    if (!r.is_map(found, "a mapping from reason to percentage")) return;
    command.fails.clear();
    std::int64_t sum = 0;
    for (const auto& item : found.entries) {
        failure_chance chance{item.key, {}};
        r.scalar(item.value, chance.chance, scalars::parse_share);
        sum += chance.chance.ppb;
        command.fails.push_back(std::move(chance));
    }
    std::sort(command.fails.begin(), command.fails.end(),
              [](const auto& a, const auto& b) { return a.reason < b.reason; });
    if (sum > share::whole)
        r.error("bad-split", found.where, "the chances of failing add up to more than 100%",
                "make them smaller");
}

void read_installs(reading& r, const yaml::node& found, command_spec& command) {
    std::string text;
    if (!r.text(found, text)) return;
    auto reference = scalars::parse_reference(text);
    if (reference && reference->root == "request") {
        command.installs = reference->name;
        return;
    }
    r.error("bad-reference", found.where,
            "found " + found_text(found) + ", expected a field of the request",
            "write `request.version` for the field `version`");
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
            read_failures(r, *fails, *command);
        if (const auto* installs = reading::get(item.value, "installs"))
            read_installs(r, *installs, *command);
    }
}

namespace {

firmware_effect read_effect(reading& r, const yaml::node& map) {
    firmware_effect effect;
    effect.who = r.condition_at(map, "where", condition_role::devices);
    r.scalar(map, "chance", effect.chance, scalars::parse_share);
    r.text(map, "fails", effect.fails);
    const auto* starts = reading::get(map, "starts");
    if (starts != nullptr && r.text(*starts, effect.starts))
        r.known(*starts, "unknown-fault", "fault", r.names_in("faults"));
    if (starts == nullptr && effect.fails.empty() && !map.incomplete)
        r.error("missing-key", map.where, "the effect does nothing", "add `starts` or `fails`");
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
