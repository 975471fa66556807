#include <algorithm>
#include <map>

#include "fleet/query/name_problems.hpp"
#include "scenarios/sections.hpp"

namespace muster::sections {

void read_aim(reading& r, const yaml::node& map, aim& target, condition_role role) {
    target.who = r.condition_at(map, "where", role);
    r.text(map, "draw", target.draw);
    amount part;
    part.is_share = true;
    if (r.scalar(map, "share", part.part, scalars::parse_share)) target.take = part;
    amount count;
    bool counted = r.scalar(map, "count", count.count, scalars::parse_count);
    if (counted && map.find("share") != nullptr)
        r.error("two-amounts", map.find("count")->where, "`share` and `count` in one thing",
                "keep one of the two");
    else if (counted)
        target.take = count;
    const auto* by = reading::get(map, "by");
    if (by == nullptr || !r.text(*by, target.by)) return;
    if (!r.names_incomplete) r.known(*by, "unknown-tag", "tag or property", attribute_names(r.out));
}

std::optional<value_kind> read_kind(reading& r, const yaml::node& map) {
    static const std::map<std::string, value_kind, std::less<>> kinds{
        {"number", value_kind::number},    {"integer", value_kind::integer},
        {"boolean", value_kind::boolean},  {"word", value_kind::word},
        {"text", value_kind::text},        {"duration", value_kind::time_span},
        {"date_time", value_kind::instant}};
    const auto* found = reading::get(map, "type");
    std::string name;
    if (found == nullptr || !r.text(*found, name)) return std::nullopt;
    auto kind = kinds.find(name);
    if (kind != kinds.end()) return kind->second;
    std::vector<std::string> names;
    for (const auto& item : kinds)
        names.push_back(item.first);
    r.known(*found, "unknown-type", "type", names);
    return std::nullopt;
}

std::vector<std::string> read_words(reading& r, const yaml::node& map) {
    std::vector<std::string> words;
    const auto* found = reading::get(map, "values");
    if (found == nullptr) return words;
    if (!r.is_filled_list(*found, "a list of words", "write `values: [day, night]`")) return words;
    for (const auto* item : r.one_or_more(*found, "a word")) {
        if (std::find(words.begin(), words.end(), item->text) != words.end())
            r.error("given-twice", item->where, ticked(item->text) + " is given twice",
                    "leave one of the two out");
        words.push_back(item->text);
    }
    return words;
}

std::vector<std::string> template_names(const scenario& s) {
    std::vector<std::string> names;
    for (const auto& t : s.templates)
        names.push_back(t.name);
    return names;
}

std::vector<std::string> signal_names(const device_template& t) {
    std::vector<std::string> names;
    for (const auto& signal : t.signals)
        names.push_back(signal.full_name());
    return names;
}

void refuse_ambiguous(reading& r, const place& where, const std::string& name,
                      const device_template& t, const signal_lookup& found) {
    r.error("ambiguous-name", where,
            ticked(name) + " means " + (found.meant.size() == 2 ? "two" : "several") + " signals",
            "write " + query::listed(spellings(t, found)));
}

std::vector<std::string> attribute_names(const scenario& s) {
    std::vector<std::string> names;
    for (const auto& fleet : s.fleets)
        for (const auto& tag : fleet.tags)
            names.push_back(tag.name);
    for (const auto& t : s.templates)
        for (const auto& property : t.properties)
            names.push_back(property.name);
    return names;
}

std::string without_component(const std::string& key, const std::string& component) {
    auto prefix = component + '.';
    bool within = !component.empty() && key.compare(0, prefix.size(), prefix) == 0;
    return within ? key.substr(prefix.size()) : key;
}

}  // namespace muster::sections
