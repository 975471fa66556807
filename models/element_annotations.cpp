#include "models/element_annotations.hpp"

#include <boost/json/object.hpp>

#include <algorithm>
#include <array>

#include "models/schema_reader.hpp"
#include "models/units.hpp"

namespace muster::models {
namespace {

constexpr std::array element_types{"Telemetry",       "Property",       "Field",
                                   "MapValue",        "CommandPayload", "CommandRequest",
                                   "CommandResponse", "Command",        "Component"};

bool is_numeric(const schema& type) {
    using form = schema::form;
    if (type.kind == form::vector) return true;
    return type.kind == form::primitive &&
           (type.type == primitive::double_number || type.type == primitive::float_number ||
            type.type == primitive::integer || type.type == primitive::long_integer);
}

std::string without_blanks(const std::string& text) {
    const auto first = text.find_first_not_of(" \t");
    const auto last = text.find_last_not_of(" \t");
    return first == std::string::npos ? "" : text.substr(first, last - first + 1);
}

void sort_types(const json_cursor& at, element& into) {
    for (auto& type : read_types(at)) {
        if (std::find(element_types.begin(), element_types.end(), type) != element_types.end()) {
            continue;
        }
        if (is_semantic_type(type)) {
            into.semantic = type;
            continue;
        }
        const auto trimmed = without_blanks(type);
        if (trimmed != type && is_semantic_type(trimmed)) {
            at.find("@type")->warn("doubtful-type", "'" + type + "' has blanks around its name",
                                   "write '" + trimmed + "'");
        }
        into.co_types.push_back(std::move(type));
    }
}

void check_semantics(const json_cursor& at, const element& read) {
    if (read.semantic.empty()) return;
    if (!is_numeric(*read.type)) {
        at.find("@type")->warn("semantic-not-numeric",
                               "'" + read.semantic + "' is a type of numbers, the schema is not",
                               "use double, float, integer or long");
    }
    if (read.unit.empty()) {
        at.warn("missing-unit",
                "'" + read.semantic + "' without a unit is taken in " +
                    std::string(base_unit(read.semantic)),
                "add a \"unit\"");
    } else if (!unit_fits(read.unit, read.semantic)) {
        at.find("unit")->warn("unit-mismatch",
                              "'" + read.unit + "' is not a unit of '" + read.semantic + "'",
                              "its units are " + units_of(read.semantic));
    }
}

void add_initial(const json_cursor& at, const std::string& path, element& into) {
    const auto* object = at.get().if_object();
    if (!object) {
        into.initial.emplace_back(path, at.literal());
        return;
    }
    for (const auto& [key, inner] : *object) {
        const std::string name(key.data(), key.size());
        if (const auto member = at.find(name)) {
            add_initial(*member, path.empty() ? name : path + "." + name, into);
        }
    }
}

}  // namespace

void read_annotations(const json_cursor& at, element& into) {
    sort_types(at, into);
    if (const auto unit = at.find("unit")) into.unit = unit->text().value_or("");
    check_semantics(at, into);
    into.min_value = at.number("minValue");
    into.max_value = at.number("maxValue");
    if (into.min_value && into.max_value && *into.min_value > *into.max_value) {
        at.find("minValue")->error("bad-range", "'minValue' is above 'maxValue'", "swap the two");
    }
    if (const auto places = at.number("decimalPlaces")) {
        into.decimal_places = static_cast<int>(std::clamp(*places, 0.0, 15.0));
    }
    if (const auto initial = at.find("initialValue")) add_initial(*initial, "", into);
}

}  // namespace muster::models
