#include <algorithm>
#include <set>

#include "fleet/text_pattern.hpp"
#include "fleet/time_zone.hpp"
#include "scenarios/attributes.hpp"
#include "scenarios/defaults.hpp"
#include "scenarios/patterns.hpp"
#include "scenarios/sections.hpp"

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

void read_count(reading& r, const yaml::node& map, fleet_spec& fleet) {
    r.missing(map, "count", "the fleet");
    r.scalar(map, "count", fleet.count, scalars::parse_devices);
}

void read_ids(reading& r, const yaml::node& map, fleet_spec& fleet) {
    const auto* found = map.find("id");
    if (found == nullptr) {
        std::string name = fleet.name;
        std::replace(name.begin(), name.end(), '_', '-');
        fleet.id_pattern = name + '-' + std::string(digits_for(fleet.count), '#');
        return;
    }
    auto pattern = read_pattern(r, *found);
    if (!pattern) return;
    fleet.id_pattern = *pattern;
    auto fits = text_pattern(*pattern).capacity();
    if (fleet.count <= fits) return;
    r.error("too-few-digits", found->where,
            found_text(*found) + " numbers " + std::to_string(fits) + " devices, the fleet has " +
                std::to_string(fleet.count),
            "write " + std::to_string(digits_for(fleet.count)) + " `#`");
    fleet.id_pattern.clear();
}

void read_zone(reading& r, const yaml::node& map, fleet_spec& fleet) {
    const auto* found = reading::get(map, "zone");
    if (found == nullptr || !r.text(*found, fleet.zone)) return;
    if (zone_offsets(fleet.zone, r.out.time.start, duration{})) return;
    r.error("unknown-zone", found->where, "there is no time zone " + found_text(*found),
            "write an IANA name such as `Europe/Berlin`");
}

void check_sequence(reading& r, const yaml::node& found, const attribute_source& source,
                    std::uint64_t devices) {
    if (source.kind != attribute_source::form::sequence || source.pattern.empty()) return;
    auto values = (devices + source.each - 1) / source.each;
    auto fits = text_pattern(source.pattern).capacity();
    if (values > fits)
        r.error("too-few-digits", found.where,
                ticked(source.pattern) + " numbers " + std::to_string(fits) +
                    " values, the fleet needs " + std::to_string(values),
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

void read_tags(reading& r, const yaml::node& map, fleet_spec& fleet) {
    for (const auto& item : map.entries) {
        auto result = read_attribute(r, item.value, {});
        tag_spec tag{item.key, result ? result->source : attribute_source{}, item.where};
        if (result) check_tag_kind(r, item.value, *result);
        expand_sequence(r, item.value, tag.source);
        check_sequence(r, item.value, tag.source, fleet.count);
        fleet.tags.push_back(std::move(tag));
    }
}

void read_fleet_properties(reading& r, const yaml::node& map, fleet_spec& fleet) {
    auto& t = r.out.templates[fleet.template_index];
    for (const auto& item : map.entries) {
        auto* own = find_part(t.properties, item.key);
        attribute_type type;
        if (own != nullptr) type = {own->kind, own->words};
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
        fleet.properties.push_back(std::move(property));
    }
}

// Puts the tags in an order in which what `by` names comes before what is drawn by it, and reports
// unknown names and circles.
class by_order {
public:
    by_order(reading& r, const yaml::node& map, std::vector<tag_spec>& tags)
        : r_(r), map_(map), tags_(tags) {}

    void sort() {
        std::vector<tag_spec> sorted;
        for (std::size_t i = 0; i < tags_.size(); ++i)
            visit(i, sorted);
        tags_ = std::move(sorted);
    }

private:
    void visit(std::size_t index, std::vector<tag_spec>& sorted) {
        if (done_.count(index) > 0) return;
        auto& tag = tags_[index];
        if (!tag.source.by.empty()) follow(index, sorted);
        done_.insert(index);
        sorted.push_back(tag);
    }

    void follow(std::size_t index, std::vector<tag_spec>& sorted) {
        auto& tag = tags_[index];
        const auto* written = map_.find(tag.name);
        const auto* by = written == nullptr ? nullptr : written->find("by");
        if (by == nullptr) return;
        auto other = std::find_if(tags_.begin(), tags_.end(),
                                  [&tag](const tag_spec& t) { return t.name == tag.source.by; });
        if (other == tags_.end()) {
            std::vector<std::string> names;
            for (const auto& t : tags_)
                names.push_back(t.name);
            r_.known(*by, "unknown-tag", "tag", names);
            tag.source.by.clear();
            return;
        }
        if (!under_way_.insert(index).second) return;
        auto next = static_cast<std::size_t>(other - tags_.begin());
        if (under_way_.count(next) > 0) {
            r_.error("by-cycle", by->where, ticked(tag.name) + " is drawn by itself",
                     "draw one of the tags without `by`");
            tag.source.by.clear();
        } else {
            visit(next, sorted);
        }
        under_way_.erase(index);
    }

    reading& r_;
    const yaml::node& map_;
    std::vector<tag_spec>& tags_;
    std::set<std::size_t> done_, under_way_;
};

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
    read_count(r, map, fleet);
    read_ids(r, map, fleet);
    read_zone(r, map, fleet);
    if (const auto* tags = r.get_map(map, "tags")) {
        read_tags(r, *tags, fleet);
        by_order(r, *tags, fleet.tags).sort();
    }
    const auto* properties = r.get_map(map, "properties");
    if (properties != nullptr && fleet.template_index < r.out.templates.size())
        read_fleet_properties(r, *properties, fleet);
    if (const auto* connectivity = r.get_map(map, "connectivity")) {
        fleet.connectivity = connectivity_spec{};
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

void check_ids(reading& r) {
    const auto& fleets = r.out.fleets;
    for (std::size_t i = 0; i < fleets.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) {
            const auto &a = fleets[j], &b = fleets[i];
            if (a.id_pattern.empty() || b.id_pattern.empty()) continue;
            auto id = common_id({a.id_pattern, a.count}, {b.id_pattern, b.count});
            if (!id) continue;
            r.error("same-id", b.where,
                    "the fleets " + ticked(a.name) + " and " + ticked(b.name) +
                        " both have a device " + ticked(*id),
                    "give one of them another `id`");
        }
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
    check_ids(r);
}

}  // namespace muster::sections
