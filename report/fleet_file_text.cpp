#include "report/fleet_file_text.hpp"

#include <set>
#include <vector>

#include "report/format.hpp"

namespace muster::report {

namespace {

/// `tags region, cell` of the columns that became tags, or nothing.
void add_names(std::string& to, const char* one, const char* several,
               const std::vector<std::string>& names) {
    if (names.empty()) return;
    to += std::string("; ") + (names.size() == 1 ? one : several) + ' ';
    for (const auto& name : names)
        to += (&name == &names.front() ? "" : ", ") + name;
}

std::string as_named(const std::string& name, const table_column& column) {
    return column.name == name ? name : name + " (column " + column.name + ")";
}

}  // namespace

std::string fleet_file_text(const fleet_spec& fleet) {
    std::vector<std::string> tags, properties, unused;
    std::set<const table_column*> used;
    for (const auto& tag : fleet.tags)
        if (const auto* column = tag.source.column.get(); column != nullptr) {
            tags.push_back(as_named(tag.name, *column));
            used.insert(column);
        }
    for (const auto& p : fleet.properties) {
        const auto* column = p.initial ? p.initial->column.get() : nullptr;
        if (column == nullptr) continue;
        properties.push_back(
            as_named(p.component.empty() ? p.name : p.component + '.' + p.name, *column));
        used.insert(column);
    }
    for (const auto& column : fleet.table->columns)
        if (used.count(&column) == 0) unused.push_back(column.name);
    std::string text = fleet.table->file + ", " + count_text(fleet.table->rows(), "row") + ": id";
    add_names(text, "tag", "tags", tags);
    add_names(text, "property", "properties", properties);
    if (!fleet.zone_tag.empty()) text += "; time zones from " + fleet.zone_tag;
    add_names(text, "not used:", "not used:", unused);
    return text;
}

}  // namespace muster::report
