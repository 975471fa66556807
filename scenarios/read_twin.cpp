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
    if (const auto* takes = reading::get(map, "takes")) r.durations(*takes, property.takes);
    if (const auto* rejects = reading::get(map, "rejects"))
        property.rejects = read_failures(r, *rejects);
    for (const char* key : {"takes", "rejects"})
        if (map.find(key) != nullptr && (!property.writable || property.cloud) && !map.incomplete)
            r.error("misplaced-key", map.find(key)->where,
                    ticked(key) + " of a property that no device is asked to take",
                    "add `writable: true`, or remove it");
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

}  // namespace muster::sections
