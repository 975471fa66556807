#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace muster::models {

/// The classes of DTDL 2, 3 and 4. Those up to `schema_field` only group others: no element is
/// nothing but one of them.
enum class element_class : std::uint8_t {
    none,
    entity,
    named_entity,
    schema,
    primitive_schema,
    numeric_schema,
    temporal_schema,
    complex_schema,
    content,
    schema_field,
    array,
    boolean,
    byte,
    bytes,
    command,
    command_payload,
    command_request,
    command_response,
    command_type,
    component,
    date,
    date_time,
    decimal,
    double_number,
    duration,
    enumeration,
    enum_value,
    field,
    float_number,
    integer,
    interface,
    latent_type,
    long_integer,
    map,
    map_key,
    map_value,
    named_latent_type,
    object,
    property,
    relationship,
    short_integer,
    string,
    telemetry,
    time,
    unit,
    unit_attribute,
    unsigned_byte,
    unsigned_integer,
    unsigned_long,
    unsigned_short,
    uuid,
};

struct class_rule {
    element_class id;
    std::string_view name;  ///< as `@type` says it
    element_class parent;
    int since = 2;  ///< the first version of DTDL that has it
    /// Whether `@type` may be left out where only this class can stand.
    bool type_is_implied = false;
};

/// What a member of an element holds.
enum class value_form : std::uint8_t {
    text,
    localized,  ///< a text, or one for each language
    truth,
    whole_number,
    literal,     ///< a text, a number or a truth value
    identifier,  ///< a DTMI that names nothing which has to be there
    element,     ///< one or more elements, in place or by their ids
};

/// A figure that differs from version to version; 0 stands for no limit.
struct by_version {
    int v2 = 0, v3 = 0, v4 = 0;
    constexpr int of(int version) const { return version == 2 ? v2 : version == 3 ? v3 : v4; }
};

/// A member that elements of a class, and of the classes below it, may have.
struct member_rule {
    element_class owner;
    std::string_view name;
    value_form form;
    element_class of = element_class::none;  ///< the class of its elements
    bool required = false;
    bool plural = false;
    bool id_required = false;   ///< an element in place has to have an `@id`
    bool same_version = false;  ///< its elements are of the owner's version, not of an older one
    bool is_name = false;       ///< the text is a programming name
    by_version length_max = {};
    by_version count_max = {}, count_min = {};
    by_version value_min = {}, value_max = {};  ///< of a whole number, where `bounded` says so
    by_version bounded = {};                    ///< 1: from below, 2: on both sides
    int since = 2, until = 4;                   ///< versions of DTDL that have it
};

std::span<const class_rule> all_classes();
std::span<const member_rule> all_members();

/// Null where no class of any version has this name; `dtmi:dtdl:class:NAME;VERSION` names one too.
const class_rule* find_class(std::string_view type);
const class_rule& rule_of(element_class id);
std::string_view name_of(element_class id);

/// Whether `id` is `above`, or one of the classes below it.
bool is_a(element_class id, element_class above);
/// Whether DTDL itself brings all elements of a class, such as `double`, so that none can be
/// written down.
bool is_built_in(element_class id);

/// The rule for a member of an element; null where its class has none of that name. The name may be
/// the member's DTMI.
const member_rule* find_member(element_class of, std::string_view name, int version);

}  // namespace muster::models
