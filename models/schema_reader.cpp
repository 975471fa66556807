#include "models/schema_reader.hpp"

#include <algorithm>
#include <array>

#include "models/dtmi.hpp"
#include "models/element_annotations.hpp"
#include "models/enum_reader.hpp"
#include "models/limits.hpp"

namespace muster::models {
namespace {

struct schema_word {
    std::string_view name;
    schema::form kind;
    primitive type;
};

using form = schema::form;

constexpr std::array schema_words{
    schema_word{"boolean", form::primitive, primitive::boolean},
    schema_word{"date", form::primitive, primitive::date},
    schema_word{"dateTime", form::primitive, primitive::date_time},
    schema_word{"double", form::primitive, primitive::double_number},
    schema_word{"duration", form::primitive, primitive::duration},
    schema_word{"float", form::primitive, primitive::float_number},
    schema_word{"integer", form::primitive, primitive::integer},
    schema_word{"long", form::primitive, primitive::long_integer},
    schema_word{"string", form::primitive, primitive::string},
    schema_word{"time", form::primitive, primitive::time},
    schema_word{"vector", form::vector, primitive::double_number},
    schema_word{"geopoint", form::geopoint, primitive::double_number},
    schema_word{"point", form::geometry, primitive::double_number},
    schema_word{"multiPoint", form::geometry, primitive::double_number},
    schema_word{"lineString", form::geometry, primitive::double_number},
    schema_word{"multiLineString", form::geometry, primitive::double_number},
    schema_word{"polygon", form::geometry, primitive::double_number},
    schema_word{"multiPolygon", form::geometry, primitive::double_number},
};

schema_ptr schema_of_word(std::string_view name) {
    const auto found = std::find_if(schema_words.begin(), schema_words.end(),
                                    [name](const schema_word& word) { return word.name == name; });
    if (found == schema_words.end()) return nullptr;
    schema made;
    made.kind = found->kind;
    made.type = found->type;
    if (made.kind != form::primitive) made.leaves = 3;
    if (made.kind == form::geometry) made.shape = name;
    return std::make_shared<const schema>(std::move(made));
}

std::string nearest_schema(const std::string& name) {
    std::vector<std::string> candidates;
    for (const auto& word : schema_words)
        candidates.emplace_back(word.name);
    const auto nearest = nearest_name(name, candidates);
    return nearest.empty() ? "" : "did you mean '" + nearest + "'?";
}

/// Sums up a complex schema from those below it.
void measure(schema& made) {
    std::vector<schema_ptr> below;
    if (made.item) below.push_back(made.item);
    for (const auto& inner : made.fields)
        below.push_back(inner.type);
    double leaves = 0;
    for (const auto& inner : below) {
        made.levels = std::max(made.levels, inner->levels);
        leaves += inner->leaves;
    }
    if (made.kind != form::enumeration) ++made.levels;
    made.leaves = std::max(leaves, 1.0);
}

schema_ptr refuse_depth(const json_cursor& at) {
    at.error("schema-too-deep",
             "schemas nested more than " + std::to_string(schema_levels_max) + " levels deep",
             "flatten the inner objects");
    return nullptr;
}

}  // namespace

std::string read_name(const json_cursor& at) {
    auto name = at.required_text("name");
    if (name.empty() || is_dtdl_name(name)) return name;
    at.find("name")->error("bad-name",
                           "'" + name + "' is not a name: a letter, then letters, digits and " +
                               "underscores, at most " + std::to_string(name_length_max),
                           "put the words for people into 'displayName'");
    return {};
}

std::vector<std::string> read_types(const json_cursor& at) {
    std::vector<std::string> types;
    for (const auto& item : at.items("@type")) {
        if (auto name = item.text()) types.push_back(std::move(*name));
    }
    return types;
}

schema_reader::schema_reader(const json_cursor& interface) {
    for (const auto& item : interface.items("schemas")) {
        const auto name = item.required_text("@id");
        if (name.empty()) continue;
        if (!named_.emplace(name, item).second) {
            item.error("duplicate-name", "the schema '" + name + "' is defined twice",
                       "keep one of the two");
        }
    }
}

schema_ptr schema_reader::read(const json_cursor& at, int level) {
    if (at.get().is_string()) return read_reference(at, at.text().value_or(""), level);
    if (at.get().is_object()) return read_complex(at, level);
    at.error("wrong-type", "a schema is the name of one or an object");
    return nullptr;
}

schema_ptr schema_reader::read_reference(const json_cursor& at, const std::string& name,
                                         int level) {
    if (auto plain = schema_of_word(name)) return plain;
    if (!named_.contains(name)) {
        at.error("unknown-schema", "there is no schema '" + name + "' in DTDL or this interface",
                 nearest_schema(name));
        return nullptr;
    }
    if (open_.contains(name)) {
        at.error("schema-cycle", "the schema '" + name + "' contains itself",
                 "refer to the thing by a text");
        return nullptr;
    }
    auto found = read_named(at, name, level);
    return found && level + found->levels - 1 > schema_levels_max ? refuse_depth(at) : found;
}

schema_ptr schema_reader::read_named(const json_cursor& at, const std::string& name, int level) {
    if (const auto done = read_.find(name); done != read_.end()) return done->second;
    if (level > schema_levels_max) return refuse_depth(at);
    open_.insert(name);
    auto made = read_complex(named_.at(name), level);
    open_.erase(name);
    read_.emplace(name, made);
    return made;
}

schema_ptr schema_reader::read_complex(const json_cursor& at, int level) {
    const auto types = read_types(at);
    const auto is = [&types](std::string_view name) {
        return std::find(types.begin(), types.end(), name) != types.end();
    };
    if (level > schema_levels_max && !is("Enum")) return refuse_depth(at);
    schema made;
    bool good = false;
    if (const auto id = at.find("@id")) made.dtmi = id->text().value_or("");
    if (is("Object")) {
        good = read_object(at, made, level);
    } else if (is("Array")) {
        good = read_array(at, made, level);
    } else if (is("Map")) {
        good = read_map(at, made, level);
    } else if (is("Enum")) {
        made.kind = form::enumeration;
        good = read_enum_entries(at, made.entries);
    } else {
        at.error("unknown-schema", "'@type' is none of Array, Enum, Map and Object",
                 "add \"@type\": \"Object\", or the one meant");
    }
    if (!good) return nullptr;
    measure(made);
    return std::make_shared<const schema>(std::move(made));
}

bool schema_reader::read_object(const json_cursor& at, schema& into, int level) {
    into.kind = form::object;
    std::set<std::string> names;
    bool good = true;
    for (const auto& item : at.items("fields")) {
        auto field = read_element(item, level + 1);
        if (field && !names.insert(field->name).second) {
            item.error("duplicate-name", "the field '" + field->name + "' is defined twice",
                       "rename one of the two");
        }
        good = good && field.has_value();
        if (field) into.fields.push_back(std::move(*field));
    }
    return good;
}

bool schema_reader::read_array(const json_cursor& at, schema& into, int level) {
    into.kind = form::array;
    const auto item = at.require("elementSchema");
    if (item) into.item = read(*item, level + 1);
    return into.item != nullptr;
}

bool schema_reader::read_map(const json_cursor& at, schema& into, int level) {
    into.kind = form::map;
    const auto key = at.require("mapKey");
    const auto held = at.require("mapValue");
    if (!key || !held) return false;
    into.key_name = read_name(*key);
    auto inner = read_element(*held, level + 1);
    if (into.key_name.empty() || !inner) return false;
    into.fields.push_back(std::move(*inner));
    return true;
}

std::optional<element> schema_reader::read_element(const json_cursor& at, int level) {
    element made;
    made.name = read_name(at);
    made.title = at.localized("displayName");
    made.where = at.where();
    const auto type = at.require("schema");
    if (type) made.type = read(*type, level);
    if (made.name.empty() || !made.type) return std::nullopt;
    read_annotations(at, made);
    return made;
}

}  // namespace muster::models
