#include "scenarios/read_ids.hpp"

#include <algorithm>

#include "fleet/device_ids.hpp"
#include "fleet/device_names.hpp"
#include "fleet/fleet_members.hpp"
#include "fleet/text_pattern.hpp"
#include "scenarios/patterns.hpp"

namespace muster::sections {

void read_ids(reading& r, const yaml::node& map, fleet_spec& fleet) {
    const auto* found = map.find("id");
    if (map.find("from") != nullptr) {
        if (found != nullptr)
            r.error("misplaced-key", found->where, "`id` in a fleet whose file has the ids",
                    "remove it");
        return;
    }
    if (found == nullptr) {
        std::string name = fleet.name;
        std::replace(name.begin(), name.end(), '_', '-');
        fleet.id_pattern = name + '-' + std::string(digits_for(fleet.count), '#');
        return;
    }
    const auto pattern = read_pattern(r, *found, pattern_words::tags);
    if (!pattern) return;
    fleet.id_pattern = *pattern;
    const auto fits = text_pattern(*pattern).capacity();
    if (fleet.count <= fits) return;
    r.warn("too-few-digits", found->where,
           found_text(*found) + " has digits for " + std::to_string(fits) +
               " devices, the fleet has " + std::to_string(fleet.count) + ": later ids are longer",
           "write " + std::to_string(digits_for(fleet.count)) + " `#`");
}

void check_id_tags(reading& r, const yaml::node& map, const fleet_spec& fleet) {
    const auto named = tags_of(fleet.id_pattern);
    if (named.empty() || r.names_incomplete) return;
    dictionary texts;
    const auto tags = compile_tags(fleet, 0, texts, {});
    const auto& where = map.find("id")->where;
    for (const auto& name : named) {
        const auto at = std::find_if(tags.begin(), tags.end(),
                                     [&](const auto& tag) { return tag.name() == name; });
        if (at == tags.end()) {
            std::vector<std::string> names;
            for (const auto& tag : tags)
                names.push_back(tag.name());
            r.error("unknown-tag", where, "there is no tag " + ticked(name),
                    r.suggestion(name, names));
        } else if (at->kind() != value_kind::text) {
            r.error("wrong-type", where, "the tag " + ticked(name) + " in an id is no text",
                    "use a tag that is picked, numbered by `sequence`, or a text");
        } else if (!at->follows_position()) {
            r.error("wrong-type", where,
                    "the tag " + ticked(name) + " in an id hangs on draws that hang on the id",
                    "use a tag that is picked, numbered by `sequence`, or a text");
        }
    }
}

}  // namespace muster::sections
