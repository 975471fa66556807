#include "models/vocabulary.hpp"

#include <algorithm>
#include <array>

#include "models/dtmi.hpp"
#include "models/quantities.hpp"
#include "models/units.hpp"

namespace muster::models {
namespace {

using c = element_class;

/// `id` is without scheme and version; a row without a name can only be said by its DTMI.
struct built_in_rule {
    std::string_view name, id;
    element_class kind;
    int since = 2, until = 4;
    int levels = 0;
    bool has_array = false;
};

constexpr std::string_view plain = "dtdl:instance:Schema:";
constexpr std::string_view spatial = "standard:schema:geospatial:";
constexpr std::string_view commands = "dtdl:instance:CommandType:";
constexpr std::string_view central = "iotcentral:schema:";
constexpr std::string_view other = "standard:schema:";

/// `id` is the folder of the DTMI; the name is its last part.
constexpr std::array built_ins{
    built_in_rule{"boolean", plain, c::boolean},
    built_in_rule{"date", plain, c::date},
    built_in_rule{"dateTime", plain, c::date_time},
    built_in_rule{"double", plain, c::double_number},
    built_in_rule{"duration", plain, c::duration},
    built_in_rule{"float", plain, c::float_number},
    built_in_rule{"integer", plain, c::integer},
    built_in_rule{"long", plain, c::long_integer},
    built_in_rule{"string", plain, c::string},
    built_in_rule{"time", plain, c::time},
    built_in_rule{"byte", plain, c::byte, 4},
    built_in_rule{"bytes", plain, c::bytes, 4},
    built_in_rule{"decimal", plain, c::decimal, 4},
    built_in_rule{"short", plain, c::short_integer, 4},
    built_in_rule{"unsignedByte", plain, c::unsigned_byte, 4},
    built_in_rule{"unsignedInteger", plain, c::unsigned_integer, 4},
    built_in_rule{"unsignedLong", plain, c::unsigned_long, 4},
    built_in_rule{"unsignedShort", plain, c::unsigned_short, 4},
    built_in_rule{"uuid", plain, c::uuid, 4},
    built_in_rule{"point", spatial, c::object, 2, 4, 2, true},
    built_in_rule{"multiPoint", spatial, c::object, 2, 4, 3, true},
    built_in_rule{"lineString", spatial, c::object, 2, 4, 3, true},
    built_in_rule{"multiLineString", spatial, c::object, 2, 4, 4, true},
    built_in_rule{"polygon", spatial, c::object, 2, 4, 4, true},
    built_in_rule{"multiPolygon", spatial, c::object, 2, 4, 5, true},
    built_in_rule{"scaledDecimal", other, c::object, 4, 4, 1},
    built_in_rule{"synchronous", commands, c::command_type},
    built_in_rule{"asynchronous", commands, c::command_type},
    built_in_rule{"geopoint", central, c::object, 2, 2, 1},
    built_in_rule{"vector", central, c::object, 2, 2, 1},
    // No words of the context, but elements that can be named by their ids.
    built_in_rule{"position", spatial, c::array, 2, 4, 1, true},
    built_in_rule{"positionArray", spatial, c::array, 2, 4, 2, true},
    built_in_rule{"linearRingCoordinateArray", spatial, c::array, 2, 4, 2, true},
    built_in_rule{"lineStringCoordinateArray", spatial, c::array, 2, 4, 2, true},
    built_in_rule{"polygonCoordinateArray", spatial, c::array, 2, 4, 3, true},
    built_in_rule{"lineStringCoordinateArrayArray", spatial, c::array, 2, 4, 3, true},
    built_in_rule{"polygonCoordinateArrayArray", spatial, c::array, 2, 4, 4, true},
    built_in_rule{"geospatialPointType", other, c::enumeration},
    built_in_rule{"geospatialMultiPointType", other, c::enumeration},
    built_in_rule{"geospatialLineStringType", other, c::enumeration},
    built_in_rule{"geospatialMultiLineStringType", other, c::enumeration},
    built_in_rule{"geospatialPolygonType", other, c::enumeration},
    built_in_rule{"geospatialMultiPolygonType", other, c::enumeration},
};

constexpr std::array central_types{
    co_type{"AccelerationVector", 0, schema_demand::vector, "AccelerationUnit"},
    co_type{"VelocityVector", 0, schema_demand::vector, "VelocityUnit"},
    co_type{"Event", 0, schema_demand::event, {}},
    co_type{"Location", 0, schema_demand::location, {}},
    co_type{"State", 0, schema_demand::enumeration, {}},
};

/// Words of DTDL 2 that are none of the classes, members, units, schemas and semantic types.
constexpr std::array words_of_2{"BinaryPrefix",
                                "BinaryUnit",
                                "DecimalPrefix",
                                "DecimalUnit",
                                "QuantitativeType",
                                "RatioUnit",
                                "SemanticType",
                                "SemanticUnit",
                                "atto",
                                "baseUnit",
                                "bottomUnit",
                                "centi",
                                "deci",
                                "deka",
                                "exa",
                                "exbi",
                                "exponent",
                                "femto",
                                "gibi",
                                "giga",
                                "hecto",
                                "kibi",
                                "kilo",
                                "languageMajorVersion",
                                "mebi",
                                "mega",
                                "micro",
                                "milli",
                                "nano",
                                "pebi",
                                "peta",
                                "pico",
                                "prefix",
                                "symbol",
                                "tebi",
                                "tera",
                                "topUnit",
                                "unit",
                                "yobi",
                                "yocto",
                                "yotta",
                                "zebi",
                                "zepto",
                                "zetta"};
constexpr std::array words_of_later{
    "AdjunctType",  "Alias",    "DtdlExtension", "SemanticType",
    "SemanticUnit", "aliasFor", "exponent",      "languageMajorVersion",
    "metamodel",    "model",    "symbol"};

/// Types of the extensions of DTDL 3 and 4 but for quantities.
constexpr std::array later_types{
    "Cacheable",      "Composite",       "Congruence",       "Detail",
    "Error",          "ErrorCode",       "ErrorInfo",        "ErrorMessage",
    "ErrorResult",    "Event",           "Feature",          "Fragmented",
    "GroupMember",    "HasCapability",   "HasComponent",     "Historized",
    "Idempotent",     "Indexed",         "Indirect",         "Limited",
    "Mqtt",           "NormalResult",    "Override",         "Precise",
    "PropertyResult", "PropertyValue",   "Qualified",        "ReadError",
    "Required",       "Result",          "ScaledStatically", "Subject",
    "Transparent",    "ValueAnnotation", "WriteError"};

constexpr std::string_view unit_ids = "standard:unit:";
constexpr std::string_view semantic_ids = "dtmi:standard:class:";
constexpr std::string_view central_type_ids = "dtmi:iotcentral:class:";

bool is_in_reach(const built_in_rule& rule, const model_context& context) {
    if (rule.id == central) return context.iot_central;
    if (rule.id == other) return rule.name == "scaledDecimal" && context.version == 4;
    if (rule.kind == c::array) return false;
    return rule.since <= context.version && context.version <= rule.until;
}

built_in made(const built_in_rule& rule, int version) {
    auto id =
        "dtmi:" + std::string(rule.id) + std::string(rule.name) + ";" + std::to_string(version);
    return {std::move(id), rule.kind, version, rule.levels, rule.has_array, {}};
}

built_in made(const unit& found) {
    auto id = "dtmi:" + std::string(unit_ids) + std::string(found.name) + ";2";
    return {std::move(id), c::unit, 2, 0, false, found.type};
}

bool is_later_unit_type(std::string_view word, int extension) {
    const auto units = later_units();
    return std::any_of(units.begin(), units.end(), [&](const later_unit& known) {
        return known.type == word && known.since <= extension;
    });
}

bool is_unit_type(std::string_view word) {
    const auto units = all_units();
    return std::any_of(units.begin(), units.end(),
                       [&](const unit& known) { return known.type == word; });
}

/// A unit of the extension of DTDL 3 and 4, or all units of a type, which are an enum there.
std::optional<built_in> find_later(std::string_view name, const model_context& context) {
    if (context.quantities == 0) return std::nullopt;
    if (name == "EnergyRateUnit") name = "PowerUnit";  // two words for one enum
    const auto prefix =
        "dtmi:dtdl:extension:quantitativeTypes:v" + std::to_string(context.quantities);
    const auto type = unit_type_of(name, context.quantities);
    if (!type.empty()) {
        auto id = prefix + ":unit:" + std::string(name);
        return built_in{std::move(id), c::unit, context.version, 0, false, type};
    }
    if (!is_unit_type(name) && !is_later_unit_type(name, context.quantities)) return std::nullopt;
    return built_in{
        prefix + ":enum:" + std::string(name), c::enumeration, context.version, 0, false, {}};
}

std::optional<built_in> find_by_name(std::string_view name, const model_context& context) {
    const auto found = std::find_if(
        built_ins.begin(), built_ins.end(),
        [&](const built_in_rule& rule) { return rule.name == name && is_in_reach(rule, context); });
    if (found != built_ins.end()) {
        return made(*found, found->id == central ? 2 : context.version);
    }
    if (context.version != 2) return find_later(name, context);
    const auto* known = find_unit(name);
    return known ? std::optional(made(*known)) : std::nullopt;
}

std::optional<built_in> find_by_id(std::string_view id) {
    constexpr std::size_t scheme = 5, version_text = 2;
    if (id.size() < scheme + version_text || id[id.size() - 2] != ';') return std::nullopt;
    const int version = id.back() - '0';
    const auto path = id.substr(scheme, id.size() - scheme - version_text);
    for (const auto& rule : built_ins) {
        if (path.size() != rule.id.size() + rule.name.size() || !path.starts_with(rule.id)) {
            continue;
        }
        if (path.ends_with(rule.name) && rule.since <= version && version <= rule.until) {
            return made(rule, version);
        }
    }
    if (version != 2 || !path.starts_with(unit_ids)) return std::nullopt;
    const auto* known = find_unit(path.substr(unit_ids.size()));
    return known ? std::optional(made(*known)) : std::nullopt;
}

std::optional<co_type> find_semantic(std::string_view name) {
    const auto types = all_semantic_types();
    const auto found = std::find_if(types.begin(), types.end(),
                                    [&](const semantic_type& t) { return t.name == name; });
    if (found == types.end()) return std::nullopt;
    return co_type{found->name, 0, schema_demand::numeric, found->unit_type, true};
}

std::optional<co_type> find_later_semantic(std::string_view name, int extension) {
    const auto found = find_quantity(name, extension);
    if (!found) return std::nullopt;
    return co_type{found->name, extension, schema_demand::numeric, found->unit_type, true};
}

std::optional<co_type> find_central(std::string_view name) {
    const auto found = std::find_if(central_types.begin(), central_types.end(),
                                    [&](const co_type& type) { return type.name == name; });
    return found == central_types.end() ? std::nullopt : std::optional(*found);
}

/// The name in `PREFIX NAME;2`; empty where the text is not of that form.
std::string_view name_in(std::string_view id, std::string_view prefix) {
    if (!id.starts_with(prefix) || !id.ends_with(";2")) return {};
    return id.substr(prefix.size(), id.size() - prefix.size() - 2);
}

template <typename Words>
bool has(const Words& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_member_name(std::string_view word, int version) {
    const auto members = all_members();
    return std::any_of(members.begin(), members.end(), [&](const member_rule& rule) {
        return rule.name == word && rule.since <= version && version <= rule.until;
    });
}

type_word read_type_id(std::string_view id, int version) {
    if (!is_id_of(id, version)) return {type_word::sense::bad_id, {}};
    auto type = find_semantic(name_in(id, semantic_ids));
    if (!type) type = find_central(name_in(id, central_type_ids));
    return type ? type_word{type_word::sense::co_type, *type}
                : type_word{type_word::sense::no_type, {}};
}

}  // namespace

std::optional<built_in> find_built_in(std::string_view written, const model_context& context) {
    if (written.starts_with("dtmi:")) return find_by_id(written);
    return find_by_name(written, context);
}

bool is_defined(std::string_view word, const model_context& context) {
    if (const auto* known = find_class(word); known && known->since <= context.version) return true;
    if (is_member_name(word, context.version) || find_by_name(word, context)) return true;
    if (context.iot_central && find_central(word)) return true;
    if (context.version != 2) {
        const bool quantity =
            context.quantities > 0 &&
            (has(words_of_2, word) || word == "deca" || word == "SymbolicUnit" ||
             word == "UnitPrefix" || find_quantity(word, context.quantities).has_value());
        return quantity || has(words_of_later, word);
    }
    return has(words_of_2, word) || is_semantic_type(word) || is_unit_type(word);
}

type_word read_type_word(std::string_view written, const model_context& context) {
    if (written.starts_with("dtmi:")) return read_type_id(written, context.version);
    std::optional<co_type> type;
    if (context.version == 2) {
        type = find_semantic(written);
    } else if (context.quantities > 0) {
        type = find_later_semantic(written, context.quantities);
    }
    if (!type && context.iot_central) type = find_central(written);
    if (type) return {type_word::sense::co_type, *type};
    const bool later =
        has(later_types, written) || find_quantity(written, context.quantities).has_value();
    if (context.version == 2 && context.later_extensions && later) {
        return {type_word::sense::no_type, {}};
    }
    return {is_defined(written, context) ? type_word::sense::no_type : type_word::sense::undefined,
            {}};
}

}  // namespace muster::models
