#include <algorithm>

#include "scenarios/defaults.hpp"
#include "scenarios/input_file.hpp"
#include "scenarios/sections.hpp"

namespace muster::sections {

namespace {

// One id a line; what is wrong with them is told where they stand.
void read_id_file(reading& r, const yaml::node& found, group_spec& group) {
    std::string path;
    if (!r.text(found, path)) return;
    auto file = read_input_file(r.options(), path, found.where, scenario_limits::ids_file_bytes,
                                r.problems());
    if (!file) return;
    group.file = file->path;
    std::string_view rest = file->text;
    for (std::uint32_t line = 1; !rest.empty(); ++line) {
        const auto end = std::min(rest.find('\n'), rest.size());
        auto one = rest.substr(0, end);
        one = one.substr(0, one.find_last_not_of(" \t\r") + 1);
        if (!one.empty()) {
            group.devices.emplace_back(one);
            r.listed.push_back({std::string(one), {file->path, line, 1, ""}});
        }
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
}

void read_devices(reading& r, const yaml::node& found, group_spec& group) {
    if (found.is_map()) {
        r.missing(found, "file", "the list");
        if (const auto* file = reading::get(found, "file")) read_id_file(r, *file, group);
    } else if (found.is_list()) {
        for (const auto* item : r.one_or_more(found, "an id")) {
            group.devices.push_back(item->text);
            r.listed.push_back({item->text, item->where});
        }
    } else {
        r.wrong_type(found, "a list of ids or `{file: ids.txt}`");
        return;
    }
    if (group.devices.empty() && !r.problems().has_errors())
        r.error("no-devices", found.where, "the list names no device", "write at least one id");
}

void read_members(reading& r, const yaml::node& map, group_spec& group) {
    const auto* devices = reading::get(map, "devices");
    if (devices == nullptr) r.missing(map, "where", "the group");
    if (devices != nullptr && map.find("where") != nullptr)
        r.error("two-kinds", map.find("where")->where, "`where` and `devices` in one group",
                "keep one of the two");
    group.who = r.condition_at(map, "where", condition_role::devices);
    if (devices != nullptr) read_devices(r, *devices, group);
}

void read_group(reading& r, const yaml::entry& item) {
    group_spec group;
    group.name = item.key;
    group.where = item.where;
    if (item.key == "all")
        r.error("reserved-name", item.where, "`all` is the group of every device",
                "choose another name");
    if (item.value.is_map())
        read_members(r, item.value, group);
    else if (item.value.what != yaml::node::kind::nothing)
        group.who = r.condition_of(item.value, condition_role::devices);
    r.out.groups.push_back(std::move(group));
}

}  // namespace

void read_groups(reading& r) {
    if (const auto* section = r.section("groups"))
        for (const auto& item : section->entries)
            read_group(r, item);
}

}  // namespace muster::sections
