#include "models/metamodel.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace muster::models {
namespace {

using c = element_class;
using f = value_form;

constexpr std::array classes{
    class_rule{c::none, "", c::none},
    class_rule{c::entity, "Entity", c::none},
    class_rule{c::named_entity, "NamedEntity", c::entity},
    class_rule{c::schema, "Schema", c::entity},
    class_rule{c::primitive_schema, "PrimitiveSchema", c::schema},
    class_rule{c::numeric_schema, "NumericSchema", c::primitive_schema},
    class_rule{c::temporal_schema, "TemporalSchema", c::primitive_schema},
    class_rule{c::complex_schema, "ComplexSchema", c::schema},
    class_rule{c::content, "Content", c::named_entity},
    class_rule{c::schema_field, "SchemaField", c::named_entity},
    class_rule{c::array, "Array", c::complex_schema},
    class_rule{c::boolean, "Boolean", c::primitive_schema},
    class_rule{c::byte, "Byte", c::numeric_schema, 4},
    class_rule{c::bytes, "Bytes", c::primitive_schema, 4},
    class_rule{c::command, "Command", c::content},
    class_rule{c::command_payload, "CommandPayload", c::schema_field, 2, true},
    class_rule{c::command_request, "CommandRequest", c::command_payload, 3, true},
    class_rule{c::command_response, "CommandResponse", c::command_payload, 3, true},
    class_rule{c::command_type, "CommandType", c::entity},
    class_rule{c::component, "Component", c::content},
    class_rule{c::date, "Date", c::temporal_schema},
    class_rule{c::date_time, "DateTime", c::temporal_schema},
    class_rule{c::decimal, "Decimal", c::numeric_schema, 4},
    class_rule{c::double_number, "Double", c::numeric_schema},
    class_rule{c::duration, "Duration", c::temporal_schema},
    class_rule{c::enumeration, "Enum", c::complex_schema},
    class_rule{c::enum_value, "EnumValue", c::named_entity, 2, true},
    class_rule{c::field, "Field", c::schema_field, 2, true},
    class_rule{c::float_number, "Float", c::numeric_schema},
    class_rule{c::integer, "Integer", c::numeric_schema},
    class_rule{c::interface, "Interface", c::entity},
    class_rule{c::latent_type, "LatentType", c::entity, 3},
    class_rule{c::long_integer, "Long", c::numeric_schema},
    class_rule{c::map, "Map", c::complex_schema},
    class_rule{c::map_key, "MapKey", c::named_entity, 2, true},
    class_rule{c::map_value, "MapValue", c::schema_field, 2, true},
    class_rule{c::named_latent_type, "NamedLatentType", c::named_entity, 3},
    class_rule{c::object, "Object", c::complex_schema},
    class_rule{c::property, "Property", c::content},
    class_rule{c::relationship, "Relationship", c::content},
    class_rule{c::short_integer, "Short", c::numeric_schema, 4},
    class_rule{c::string, "String", c::primitive_schema},
    class_rule{c::telemetry, "Telemetry", c::content},
    class_rule{c::time, "Time", c::temporal_schema},
    class_rule{c::unit, "Unit", c::entity},
    class_rule{c::unit_attribute, "UnitAttribute", c::named_entity},
    class_rule{c::unsigned_byte, "UnsignedByte", c::numeric_schema, 4},
    class_rule{c::unsigned_integer, "UnsignedInteger", c::numeric_schema, 4},
    class_rule{c::unsigned_long, "UnsignedLong", c::numeric_schema, 4},
    class_rule{c::unsigned_short, "UnsignedShort", c::numeric_schema, 4},
    class_rule{c::uuid, "Uuid", c::primitive_schema, 4},
};

// clang-format off
constexpr std::array members{
    member_rule{.owner = c::entity, .name = "comment", .form = f::text,
                .length_max = {512, 512, 512}},
    member_rule{.owner = c::entity, .name = "description", .form = f::localized, .plural = true,
                .length_max = {512, 512, 512}},
    member_rule{.owner = c::entity, .name = "displayName", .form = f::localized, .plural = true,
                .length_max = {64, 512, 512}},
    member_rule{.owner = c::named_entity, .name = "name", .form = f::text, .required = true,
                .is_name = true, .length_max = {64, 512, 512}},

    member_rule{.owner = c::interface, .name = "contents", .form = f::element, .of = c::content,
                .plural = true, .count_max = {300, 0, 0}},
    member_rule{.owner = c::interface, .name = "extends", .form = f::element, .of = c::interface,
                .plural = true, .id_required = true, .count_max = {2, 0, 0}},
    member_rule{.owner = c::interface, .name = "schemas", .form = f::element,
                .of = c::complex_schema, .plural = true, .id_required = true,
                .same_version = true},

    member_rule{.owner = c::telemetry, .name = "schema", .form = f::element, .of = c::schema,
                .required = true},
    member_rule{.owner = c::property, .name = "schema", .form = f::element, .of = c::schema,
                .required = true},
    member_rule{.owner = c::property, .name = "writable", .form = f::truth},
    member_rule{.owner = c::command, .name = "commandType", .form = f::element,
                .of = c::command_type, .id_required = true, .same_version = true},
    member_rule{.owner = c::command, .name = "request", .form = f::element,
                .of = c::command_payload, .same_version = true, .until = 2},
    member_rule{.owner = c::command, .name = "response", .form = f::element,
                .of = c::command_payload, .same_version = true, .until = 2},
    member_rule{.owner = c::command, .name = "request", .form = f::element,
                .of = c::command_request, .same_version = true, .since = 3},
    member_rule{.owner = c::command, .name = "response", .form = f::element,
                .of = c::command_response, .same_version = true, .since = 3},
    member_rule{.owner = c::component, .name = "schema", .form = f::element, .of = c::interface,
                .required = true, .id_required = true},
    member_rule{.owner = c::relationship, .name = "maxMultiplicity", .form = f::whole_number,
                .value_min = {1, 1, 1}, .value_max = {500, 0, 0}, .bounded = {2, 1, 1}},
    member_rule{.owner = c::relationship, .name = "minMultiplicity", .form = f::whole_number,
                .value_min = {0, 0, 0}, .value_max = {0, 0, 0}, .bounded = {2, 2, 2}},
    member_rule{.owner = c::relationship, .name = "properties", .form = f::element,
                .of = c::property, .plural = true, .count_max = {300, 0, 0}},
    member_rule{.owner = c::relationship, .name = "target", .form = f::identifier,
                .length_max = {2048, 2048, 2048}},
    member_rule{.owner = c::relationship, .name = "writable", .form = f::truth},

    member_rule{.owner = c::schema_field, .name = "schema", .form = f::element, .of = c::schema,
                .required = true},
    member_rule{.owner = c::command_payload, .name = "nullable", .form = f::truth, .since = 4},
    member_rule{.owner = c::array, .name = "elementSchema", .form = f::element, .of = c::schema,
                .required = true},
    member_rule{.owner = c::enumeration, .name = "enumValues", .form = f::element,
                .of = c::enum_value, .plural = true, .same_version = true,
                .count_max = {100, 0, 0}, .count_min = {1, 0, 0}},
    member_rule{.owner = c::enumeration, .name = "valueSchema", .form = f::element,
                .of = c::primitive_schema, .required = true, .id_required = true},
    member_rule{.owner = c::enum_value, .name = "enumValue", .form = f::literal,
                .required = true},
    member_rule{.owner = c::map, .name = "mapKey", .form = f::element, .of = c::map_key,
                .required = true, .same_version = true},
    member_rule{.owner = c::map, .name = "mapValue", .form = f::element, .of = c::map_value,
                .required = true, .same_version = true},
    member_rule{.owner = c::map_key, .name = "schema", .form = f::element, .of = c::string,
                .required = true, .id_required = true},
    member_rule{.owner = c::object, .name = "fields", .form = f::element, .of = c::field,
                .plural = true, .same_version = true, .count_max = {30, 0, 0},
                .count_min = {1, 0, 0}},
};
// clang-format on

/// The name in `PREFIX:NAME;VERSION`, and the version; the text itself, and 0, where it is not of
/// that form.
struct written_name {
    std::string_view name;
    int version = 0;
};

written_name without_prefix(std::string_view text, std::string_view prefix) {
    if (!text.starts_with(prefix) || text.size() < prefix.size() + 3) return {text, 0};
    const auto version = text.back() - '0';
    if (text[text.size() - 2] != ';' || version < 2 || version > 4) return {text, 0};
    return {text.substr(prefix.size(), text.size() - prefix.size() - 2), version};
}

}  // namespace

std::span<const class_rule> all_classes() {
    return classes;
}

std::span<const member_rule> all_members() {
    return members;
}

const class_rule& rule_of(element_class id) {
    return classes[static_cast<std::size_t>(id)];
}

std::string_view name_of(element_class id) {
    return rule_of(id).name;
}

const class_rule* find_class(std::string_view type) {
    const auto written = without_prefix(type, "dtmi:dtdl:class:");
    const auto found =
        std::find_if(classes.begin() + 1, classes.end(),
                     [&](const class_rule& rule) { return rule.name == written.name; });
    if (found == classes.end()) return nullptr;
    return written.version != 0 && written.version < found->since ? nullptr : &*found;
}

bool is_a(element_class id, element_class above) {
    while (id != above && id != element_class::none)
        id = rule_of(id).parent;
    return id == above;
}

bool is_built_in(element_class id) {
    return is_a(id, element_class::primitive_schema) || id == element_class::command_type;
}

const member_rule* find_member(element_class of, std::string_view name, int version) {
    const auto written = without_prefix(name, "dtmi:dtdl:property:");
    if (written.version != 0 && written.version != version) return nullptr;
    const auto found = std::find_if(members.begin(), members.end(), [&](const member_rule& rule) {
        return rule.name == written.name && rule.since <= version && version <= rule.until &&
               is_a(of, rule.owner);
    });
    return found == members.end() ? nullptr : &*found;
}

}  // namespace muster::models
