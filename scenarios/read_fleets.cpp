#include <algorithm>

#include "fleet/text_pattern.hpp"
#include "fleet/time_zone.hpp"
#include "scenarios/attributes.hpp"
#include "scenarios/defaults.hpp"
#include "scenarios/fleet_columns.hpp"
#include "scenarios/patterns.hpp"
#include "scenarios/read_ids.hpp"
#include "scenarios/same_ids.hpp"
#include "scenarios/sections.hpp"
#include "scenarios/tag_order.hpp"

namespace muster::sections {

namespace {

void read_template_name(reading& r, const yaml::node& map, fleet_spec& fleet) {
    auto names = template_names(r.out);
    const auto* found = reading::get(map, "template");
    if (found == nullptr) {
        if (names.size() != 1) r.missing(map, "template", "the fleet");
        return;
    }
    std::string name;
    if (!r.text(*found, name) || !r.known(*found, "unknown-template", "template", names)) return;
    auto at = std::find(names.begin(), names.end(), name) - names.begin();
    fleet.template_index = static_cast<std::uint32_t>(at);
}

// The devices that a file lists; empty without one, or where it is wrong.
std::optional<fleet_file> read_from(reading& r, const yaml::node& map, fleet_spec& fleet) {
    const auto* found = map.find("from");
    if (found == nullptr) return std::nullopt;
    std::string path;
    std::optional<fleet_file> file;
    if (found->what != yaml::node::kind::nothing && r.text(*found, path))
        file = read_fleet_file(r.options(), path, found->where, r.problems());
    if (!file) {
        r.names_incomplete = true;
        return file;
    }
    fleet.table = file->table();
    fleet.count = fleet.table->rows();
    return file;
}

void read_count(reading& r, const yaml::node& map, fleet_spec& fleet) {
    if (map.find("from") == nullptr) r.missing(map, "count", "the fleet");
    r.scalar(map, "count", fleet.count, scalars::parse_devices);
}

bool is_zone(const std::string& name) {
    return zone_offsets(name, calendar_time{}, duration{}).has_value();
}

void unknown_zone(reading& r, const place& where, const std::string& name) {
    r.error("unknown-zone", where, "there is no time zone " + ticked(name),
            "write an IANA name such as `Europe/Berlin`");
}

void read_zone(reading& r, const yaml::node& map, fleet_spec& fleet) {
    const auto* found = reading::get(map, "zone");
    if (found == nullptr || !r.text(*found, fleet.zone)) return;
    const bool tag = fleet.zone.size() > 2 && fleet.zone.front() == '<' && fleet.zone.back() == '>';
    if (tag) {
        fleet.zone_tag = fleet.zone.substr(1, fleet.zone.size() - 2);
        fleet.zone.clear();
    } else if (!is_zone(fleet.zone)) {
        unknown_zone(r, found->where, fleet.zone);
    }
}

// Every value of the tag that names the devices' zones has to be one. Requires the tags.
void check_zone_tag(reading& r, const yaml::node& map, const std::optional<fleet_file>& file,
                    const fleet_spec& fleet) {
    using form = attribute_source::form;
    if (fleet.zone_tag.empty() || r.names_incomplete) return;
    const auto* written = map.find("zone");
    const auto at = std::find_if(fleet.tags.begin(), fleet.tags.end(),
                                 [&](const auto& t) { return t.name == fleet.zone_tag; });
    if (at == fleet.tags.end()) {
        std::vector<std::string> names;
        for (const auto& tag : fleet.tags)
            names.push_back(tag.name);
        r.error("unknown-tag", written->where, "there is no tag " + ticked(fleet.zone_tag),
                r.suggestion(fleet.zone_tag, names));
        return;
    }
    const auto& source = at->source;
    const auto* fixed = std::get_if<std::string>(&source.fixed);
    const bool listed = source.kind == form::pick || source.kind == form::column ||
                        (source.kind == form::constant && fixed != nullptr);
    if (!listed)
        r.error("wrong-type", at->where, "the tag " + ticked(at->name) + " names no time zones",
                "pick among IANA names such as `Europe/Berlin`");
    if (listed && source.kind == form::constant && !is_zone(*fixed))
        unknown_zone(r, at->where, *fixed);
    for (const auto& choice : source.choices)
        if (!is_zone(choice.text)) unknown_zone(r, at->where, choice.text);
    if (source.kind != form::column) return;
    std::size_t wrong = 0;
    for (std::uint32_t code = 0; code < source.column->texts.size(); ++code) {
        const std::string name(source.column->texts[code]);
        if (is_zone(name) || ++wrong > scenario_limits::file_problems) continue;
        unknown_zone(r, file->place_of_text(*source.column, code), name);
    }
}

void check_sequence(reading& r, const yaml::node& found, const attribute_source& source,
                    std::uint64_t devices) {
    if (source.kind != attribute_source::form::sequence || source.pattern.empty()) return;
    auto values = (devices + source.each - 1) / source.each;
    auto fits = text_pattern(source.pattern).capacity();
    if (values > fits)
        r.warn("too-few-digits", found.where,
               ticked(source.pattern) + " has digits for " + std::to_string(fits) +
                   " values, the fleet has " + std::to_string(values) + ": later values are longer",
               "write " + std::to_string(digits_for(values)) + " `#`");
}

// `sequence` patterns take parameters as ids do.
void expand_sequence(reading& r, const yaml::node& found, attribute_source& source) {
    const auto* pattern = found.is_map() ? found.find("sequence") : nullptr;
    if (pattern == nullptr || source.kind != attribute_source::form::sequence) return;
    source.pattern = read_pattern(r, *pattern).value_or("");
}

// A tag's kind follows from its source alone.
void check_tag_kind(reading& r, const yaml::node& found, const read_attribute_result& tag) {
    using form = attribute_source::form;
    bool texts = tag.source.kind == form::pick || tag.source.kind == form::sequence;
    const auto* type = found.is_map() ? found.find("type") : nullptr;
    if (texts && type != nullptr && tag.kind != value_kind::text)
        r.error("wrong-type", type->where, "a tag that is picked or numbered is text",
                "remove `type` and compare it with a text in single quotes");
}

void read_tags(reading& r, const yaml::node& map, const fleet_file* file, fleet_spec& fleet) {
    for (const auto& item : map.entries) {
        auto result = read_attribute(r, item.value, {std::nullopt, {}, file});
        tag_spec tag{item.key, result ? result->source : attribute_source{}, item.where};
        if (result) check_tag_kind(r, item.value, *result);
        expand_sequence(r, item.value, tag.source);
        check_sequence(r, item.value, tag.source, fleet.count);
        fleet.tags.push_back(std::move(tag));
    }
}

// What is written in the scenario stands in place of the file's column.
void set_property(fleet_spec& fleet, property_spec property) {
    for (auto& other : fleet.properties)
        if (other.name == property.name && other.component == property.component) {
            other = std::move(property);
            return;
        }
    fleet.properties.push_back(std::move(property));
}

void read_fleet_properties(reading& r, const yaml::node& map, const fleet_file* file,
                           fleet_spec& fleet) {
    auto& t = r.out.templates[fleet.template_index];
    for (const auto& item : map.entries) {
        auto* own = find_part(t.properties, item.key);
        attribute_type type;
        if (own != nullptr) type = {own->kind, own->words, nullptr};
        type.file = file;
        auto result = read_attribute(r, item.value, type);
        property_spec property = own != nullptr ? *own : property_spec{};
        if (own == nullptr) property.name = item.key;
        property.where = item.where;
        if (result) {
            property.kind = result->kind;
            property.initial = std::move(result->source);
            expand_sequence(r, item.value, *property.initial);
            check_sequence(r, item.value, *property.initial, fleet.count);
        }
        if (own == nullptr) {
            t.properties.push_back(property);
            t.properties.back().initial.reset();
        }
        set_property(fleet, std::move(property));
    }
}

void read_arrivals(reading& r, const yaml::node& map, fleet_spec& fleet) {
    const auto* found = reading::get(map, "arrive");
    if (found == nullptr) return;
    if (!r.is_filled_list(*found, "a list of stages",
                          "write `arrive: [{for: 2m, to: 10%}, {for: 8m, to: 100%}]`"))
        return;
    for (const auto& item : found->items) {
        if (!r.is_map(item, "a stage such as `{for: 8m, to: 100%}`")) continue;
        r.missing(item, "for", "a stage");
        r.missing(item, "to", "a stage");
        arrival_stage stage;
        const bool lasts = r.scalar(item, "for", stage.lasts, scalars::parse_duration);
        if (!r.scalar(item, "to", stage.to, scalars::parse_share) || !lasts) continue;
        if (!fleet.arrive.empty() && stage.to < fleet.arrive.back().to)
            r.error("out-of-range", item.find("to")->where, "devices that arrived do not leave",
                    "write at least what the stage before reaches");
        else
            fleet.arrive.push_back(stage);
    }
}

/// Whether somebody has to do this to the devices first.
void read_by_hand(reading& r, const yaml::node& map, const char* key, bool& by_hand) {
    const auto* found = reading::get(map, key);
    std::string word;
    if (found == nullptr || !r.text(*found, word)) return;
    if (r.known(*found, "unknown-word", "way to " + std::string(key), {"at_once", "by_hand"}))
        by_hand = word == "by_hand";
}

void read_fleet(reading& r, const yaml::entry& item) {
    fleet_spec fleet;
    fleet.name = item.key;
    fleet.where = item.where;
    const auto& map = item.value;
    if (!r.is_map(map, "a mapping such as `{template: meter, count: 1k}`")) {
        r.names_incomplete = true;
        return;
    }
    // A column of a file not read yet, or the tags under a misspelt key, would be missed below.
    if (map.incomplete && map.find("tags") == nullptr) r.names_incomplete = true;
    read_template_name(r, map, fleet);
    const auto file = read_from(r, map, fleet);
    const auto* listed = file ? &*file : nullptr;
    read_count(r, map, fleet);
    read_ids(r, map, fleet);
    read_zone(r, map, fleet);
    if (file) take_columns(r, map, *file, fleet);
    if (const auto* tags = r.get_map(map, "tags")) {
        read_tags(r, *tags, listed, fleet);
        order_tags(r, *tags, fleet.tags);
    }
    check_id_tags(r, map, fleet);
    const auto* properties = r.get_map(map, "properties");
    if (properties != nullptr && fleet.template_index < r.out.templates.size())
        read_fleet_properties(r, *properties, listed, fleet);
    check_zone_tag(r, map, file, fleet);
    read_arrivals(r, map, fleet);
    read_by_hand(r, map, "approve", fleet.approve_by_hand);
    read_by_hand(r, map, "assign", fleet.assign_by_hand);
    if (const auto* connectivity = r.get_map(map, "connectivity")) {
        // What the fleet does not say is as its template has it.
        fleet.connectivity = fleet.template_index < r.out.templates.size()
                                 ? r.out.templates[fleet.template_index].connectivity
                                 : connectivity_spec{};
        read_connectivity(r, *connectivity, *fleet.connectivity);
    }
    r.out.fleets.push_back(std::move(fleet));
}

void check_total(reading& r, const yaml::node& section) {
    if (r.out.device_count() > scenario_limits::devices)
        r.error("out-of-range", section.where,
                "the fleets have " + std::to_string(r.out.device_count()) +
                    " devices together, more than the limit of 100M",
                "lower a `count`");
}

}  // namespace

void read_fleets(reading& r) {
    const auto* section = r.section("fleets");
    if (r.root().find("fleets") == nullptr) {
        r.missing(r.root(), "fleets", "the scenario");
        return;
    }
    if (section == nullptr) return;
    if (section->entries.empty())
        r.error("missing-key", section->where, "the scenario has no fleet",
                "add one, such as `meters: {count: 1k}`");
    for (const auto& item : section->entries)
        read_fleet(r, item);
    check_total(r, *section);
    check_same_ids(r.out, r.problems());
}

}  // namespace muster::sections
