#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "fleet/diagnostic.hpp"
#include "fleet/value.hpp"

/// The metamodel of DTDL v2 as plain structs, with what IoT Central adds to it. References between
/// interfaces are DTMIs; references to the schemas of an interface are already followed.
namespace muster::models {

enum class primitive : std::uint8_t {
    boolean,
    date,
    date_time,
    double_number,
    duration,
    float_number,
    integer,
    long_integer,
    string,
    time,
};

struct schema;
using schema_ptr = std::shared_ptr<const schema>;

/// What telemetry, a property, a field, a payload and a map's value have in common.
struct element {
    std::string name;
    std::string title;  ///< English `displayName`
    std::vector<std::string>
        co_types;          ///< types beside the element's own that DTDL does not define
    std::string semantic;  ///< DTDL's semantic type, such as `Temperature`
    std::string unit;      ///< as written, whether DTDL knows it or not
    schema_ptr type;       ///< never null in an interface that was read without errors
    std::optional<double> min_value, max_value;
    std::optional<int> decimal_places;
    /// `initialValue` by leaf: an empty path for a plain value, `lat` for a member of an object.
    std::vector<std::pair<std::string, plain_value>> initial;
    place where;
};

struct enum_entry {
    std::string name;
    std::string title;
    plain_value wire;  ///< `enumValue`: a number or a text
};

struct schema {
    enum class form : std::uint8_t {
        primitive,
        enumeration,
        object,
        array,
        map,
        vector,    ///< IoT Central: x, y, z
        geopoint,  ///< IoT Central: lat, lon, alt
        geometry,  ///< GeoJSON point, lines and polygons
    };
    form kind = form::primitive;
    primitive type = primitive::string;
    std::string dtmi;                 ///< empty for a schema without `@id`
    std::string shape;                ///< geometry: DTDL's word, such as `lineString`
    std::vector<enum_entry> entries;  ///< enumeration
    std::vector<element> fields;      ///< object: its fields; map: its value alone
    std::string key_name;             ///< map
    schema_ptr item;                  ///< array
    int levels = 0;                   ///< of objects, maps and arrays, this one included
    double leaves = 1;                ///< plain values, an array and a map counted once; a schema
                                      ///< used many times can multiply them beyond any integer
};

struct telemetry : element {};

struct property : element {
    bool writable = false;
    bool cloud = false;  ///< IoT Central's co-type `Cloud`
};

struct command {
    std::string name, title;
    std::optional<element> request, response;
    place where;
};

struct component {
    std::string name, title;
    std::string dtmi;  ///< of its interface
    place where;       ///< of the reference
};

struct relationship {
    std::string name, title;
    std::vector<std::string> targets;
    std::vector<property> properties;
    place where;
};

using content = std::variant<telemetry, property, command, component, relationship>;

struct extends_reference {
    std::string dtmi;
    place where;
};

struct interface {
    std::string dtmi;
    std::string title;
    int version = 2;  ///< of the DTDL context
    std::vector<extends_reference> extends;
    std::vector<content> contents;  ///< in the order of the file
    place where;
};

}  // namespace muster::models
