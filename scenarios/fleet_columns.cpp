#include "scenarios/fleet_columns.hpp"

#include "scenarios/attributes.hpp"
#include "scenarios/sections.hpp"

namespace muster::sections {

namespace {

class column_taker {
public:
    column_taker(reading& r, const yaml::node& map, const fleet_file& file, fleet_spec& fleet)
        : r_(r), map_(map), file_(file), fleet_(fleet) {}

    void take(const table_column& column) {
        constexpr std::string_view as_tag = "tags.", as_property = "properties.";
        const auto& name = column.name;
        if (name.starts_with(as_tag)) return tag(column, name.substr(as_tag.size()));
        if (name.starts_with(as_property)) return property(column, name.substr(as_property.size()));
        if (name == "zone") return zone(column);
        auto& t = r_.out.templates[fleet_.template_index];
        if (find_part(t.properties, name) != nullptr) return property(column, name);
        tag(column, name);
    }

private:
    bool written(const char* section, const std::string& name) const {
        const auto* found = map_.find(section);
        return found != nullptr && found->find(name) != nullptr;
    }

    place head() const { return {file_.path(), 1, 1, ""}; }

    void tag(const table_column& column, const std::string& name) {
        if (written("tags", name)) return;
        tag_spec tag{name, {}, head()};
        if (bind_column(r_, file_, column, {value_kind::text, {}, &file_}, tag.source))
            fleet_.tags.push_back(std::move(tag));
    }

    void property(const table_column& column, const std::string& name) {
        if (written("properties", name)) return;
        auto& t = r_.out.templates[fleet_.template_index];
        auto* own = find_part(t.properties, name);
        property_spec made = own != nullptr ? *own : property_spec{};
        made.where = head();
        attribute_source source;
        if (!bind_column(r_, file_, column, {made.kind, made.words, &file_}, source)) return;
        if (own == nullptr) {
            made.name = name;
            t.properties.push_back(made);
        }
        made.initial = std::move(source);
        fleet_.properties.push_back(std::move(made));
    }

    // A tag as well, so that it can be aimed at.
    void zone(const table_column& column) {
        tag(column, column.name);
        if (map_.find("zone") == nullptr) fleet_.zone_tag = column.name;
    }

    reading& r_;
    const yaml::node& map_;
    const fleet_file& file_;
    fleet_spec& fleet_;
};

}  // namespace

void take_columns(reading& r, const yaml::node& map, const fleet_file& file, fleet_spec& fleet) {
    if (fleet.template_index >= r.out.templates.size()) return;
    column_taker taker(r, map, file, fleet);
    for (const auto& column : file.table()->columns)
        taker.take(column);
}

}  // namespace muster::sections
