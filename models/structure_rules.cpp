#include "models/structure_rules.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "models/inherited_contents.hpp"
#include "models/limits.hpp"
#include "models/schema_depth.hpp"

namespace muster::models {
namespace {

using c = element_class;

class structure_rules {
public:
    structure_rules(const model_graph& graph, diagnostics& problems)
        : graph_(graph),
          problems_(problems),
          depths_(graph, problems),
          inherited_(graph, problems) {}

    void check(element_index index) {
        const auto& element = graph_.elements[index];
        check_counts(element);
        check_names(element);
        depths_.check(index);
        if (element.kind == c::enumeration) check_enum(element);
        if (element.kind == c::interface) inherited_.check(index);
        if (element.kind == c::component) check_component(element);
        if (element.kind == c::property && element.version == 2) check_no_array(element);
        for (const auto& type : element.co_types)
            check_demand(element, type);
    }

private:
    const model_element* linked(const model_element& from, std::string_view member) const {
        for (const auto& link : from.links) {
            if (link.member == nullptr || link.member->name != member) continue;
            if (link.element != no_element) return &graph_.elements[link.element];
        }
        return nullptr;
    }

    void error(const char* code, const place& where, std::string text, std::string remedy) {
        problems_.error(code, where, std::move(text), std::move(remedy));
    }

    /// Contents are counted with those that are inherited.
    void check_counts(const model_element& element) {
        std::map<std::string_view, std::set<std::string_view>> targets;
        for (const auto& link : element.links) {
            if (link.member == nullptr || link.member->name == "contents") continue;
            const auto most = link.member->count_max.of(element.version);
            auto& ids = targets[link.member->name];
            if (most == 0 || !ids.insert(link.target).second) continue;
            if (ids.size() != static_cast<std::size_t>(most) + 1) continue;
            error("too-many", link.where,
                  "more than " + std::to_string(most) + " " + in_quotes(link.member->name),
                  "leave some out");
        }
    }

    /// Names are unique within a list; those that made up the same id were found by it.
    void check_names(const model_element& element) {
        std::map<std::string_view, std::map<std::string_view, element_index>> names;
        for (const auto& link : element.links) {
            if (link.member == nullptr || !link.member->plural || link.element == no_element) {
                continue;
            }
            const auto& item = graph_.elements[link.element];
            if (item.name.empty()) continue;
            const auto added = names[link.member->name].emplace(item.name, link.element);
            if (added.second || added.first->second == link.element) continue;
            error("duplicate-name", link.where, in_quotes(item.name) + " stands twice",
                  "rename one of the two");
        }
    }

    void check_enum(const model_element& element) {
        const auto* schema = linked(element, "valueSchema");
        if (schema == nullptr) return;
        if (schema->kind != c::integer && schema->kind != c::string) {
            error("bad-enum", element.where, "'valueSchema' is neither integer nor string",
                  "use one of the two");
        }
        std::set<literal> values;
        for (const auto& link : element.links) {
            if (link.member->name != "enumValues" || link.element == no_element) continue;
            const auto& entry = graph_.elements[link.element];
            if (!entry.value) continue;
            check_entry(entry, schema->kind);
            if (values.insert(*entry.value).second) continue;
            error("duplicate-name", entry.where, "two entries have the same 'enumValue'",
                  "change one of the two");
        }
    }

    void check_entry(const model_element& entry, element_class schema) {
        const bool is_text = std::holds_alternative<std::string>(*entry.value);
        const bool is_whole = std::holds_alternative<std::int32_t>(*entry.value);
        if (schema == c::string ? is_text : is_whole || schema != c::integer) return;
        error("bad-enum", entry.where, "'enumValue' is not of the type that 'valueSchema' says",
              schema == c::string ? "put it in quotes" : "give a whole number of four bytes");
    }

    void check_component(const model_element& element) {
        for (const auto& link : element.links) {
            if (link.element == no_element || link.member->name != "schema") continue;
            const auto* part = inherited_.first_component(link.element);
            if (part == nullptr) continue;
            error(
                "nested-component", link.where,
                "the interface of a component has a component of its own, " + in_quotes(part->name),
                "take it out of there");
        }
    }

    void check_no_array(const model_element& element) {
        const auto* schema = linked(element, "schema");
        if (schema == nullptr || !depths_.has_array(*schema)) return;
        error("array-in-property", element.where, "the schema of a property contains an Array",
              "use a Map or an Object, or telemetry");
    }

    void check_demand(const model_element& element, const co_type& type) {
        const auto* schema = linked(element, "schema");
        if (schema == nullptr) return;
        const auto& id = schema->id;
        const bool spatial =
            id.starts_with("dtmi:standard:schema:geospatial:") && schema->kind == c::object;
        bool fits = true;
        std::string wanted;
        switch (type.demand) {
            case schema_demand::any:
                return;
            case schema_demand::numeric:
                fits = is_a(schema->kind, c::numeric_schema);
                wanted = "double, float, integer or long";
                break;
            case schema_demand::event:
                fits = is_a(schema->kind, c::numeric_schema) || schema->kind == c::string;
                wanted = "a number or string";
                break;
            case schema_demand::enumeration:
                fits = schema->kind == c::enumeration;
                wanted = "an Enum";
                break;
            case schema_demand::location:
                fits = spatial || id == "dtmi:iotcentral:schema:geopoint;2";
                wanted = "geopoint or a geospatial schema";
                break;
            case schema_demand::vector:
                fits = id == "dtmi:iotcentral:schema:vector;2";
                wanted = "vector";
                break;
        }
        if (fits) return;
        const bool semantic = type.demand == schema_demand::numeric;
        error(semantic ? "semantic-not-numeric" : "semantic-not-fitting", element.where,
              in_quotes(type.name) + " does not go with this schema", "use " + wanted);
    }

    const model_graph& graph_;
    diagnostics& problems_;
    schema_depth depths_;
    inherited_contents inherited_;
};

}  // namespace

void check_structure(const model_graph& graph, element_index from, diagnostics& problems) {
    structure_rules rules(graph, problems);
    const auto before = problems.items.size();
    for (auto index = from; index < graph.elements.size(); ++index) {
        if (problems.items.size() - before > problems_max) return;  // no more of them are said
        if (!graph.elements[index].is_built_in) rules.check(index);
    }
}

}  // namespace muster::models
