#pragma once

#include <chrono>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/json_document.hpp"
#include "models/model_repository.hpp"
#include "models/twin_outline.hpp"
#include "models/twin_patch.hpp"
#include "models/twin_text.hpp"

namespace muster::test {

/// A model with a writable property of every kind of schema, and one of everything else.
inline constexpr std::string_view lab_model = R"([{
  "@context": ["dtmi:dtdl:context;2", "dtmi:iotcentral:context;2"],
  "@id": "dtmi:org:lab;1", "@type": "Interface", "extends": "dtmi:org:base;1",
  "contents": [
    {"@type": "Property", "name": "flag", "schema": "boolean", "writable": true},
    {"@type": "Property", "name": "day", "schema": "date", "writable": true},
    {"@type": "Property", "name": "moment", "schema": "dateTime", "writable": true},
    {"@type": "Property", "name": "ratio", "schema": "double", "writable": true},
    {"@type": "Property", "name": "delay", "schema": "duration", "writable": true},
    {"@type": "Property", "name": "level", "schema": "float", "writable": true},
    {"@type": "Property", "name": "count", "schema": "integer", "writable": true},
    {"@type": "Property", "name": "total", "schema": "long", "writable": true},
    {"@type": "Property", "name": "label", "schema": "string", "writable": true},
    {"@type": "Property", "name": "clock", "schema": "time", "writable": true},
    {"@type": "Property", "name": "mode", "writable": true, "schema":
      {"@type": "Enum", "valueSchema": "integer", "enumValues": [
        {"name": "idle", "enumValue": 0}, {"name": "heating", "enumValue": 3}]}},
    {"@type": "Property", "name": "colour", "writable": true, "schema":
      {"@type": "Enum", "valueSchema": "string", "enumValues": [
        {"name": "red", "enumValue": "r-1"}, {"name": "green", "enumValue": "g-1"}]}},
    {"@type": "Property", "name": "net", "writable": true, "schema":
      {"@type": "Object", "fields": [
        {"name": "host", "schema": "string"}, {"name": "port", "schema": "integer"},
        {"name": "tls", "schema": {"@type": "Object", "fields": [
          {"name": "on", "schema": "boolean"}]}}]}},
    {"@type": "Property", "name": "zones", "writable": true, "schema":
      {"@type": "Map", "mapKey": {"name": "zone", "schema": "string"},
       "mapValue": {"name": "setpoint", "schema": "double"}}},
    {"@type": "Property", "name": "list", "writable": true, "schema":
      {"@type": "Array", "elementSchema": "integer"}},
    {"@type": "Property", "name": "accel", "schema": "vector", "writable": true},
    {"@type": "Property", "name": "spot", "schema": "geopoint", "writable": true},
    {"@type": "Property", "name": "pole", "schema": "point", "writable": true},
    {"@type": "Property", "name": "poles", "schema": "multiPoint", "writable": true},
    {"@type": "Property", "name": "road", "schema": "lineString", "writable": true},
    {"@type": "Property", "name": "roads", "schema": "multiLineString", "writable": true},
    {"@type": "Property", "name": "area", "schema": "polygon", "writable": true},
    {"@type": "Property", "name": "areas", "schema": "multiPolygon", "writable": true},
    {"@type": "Property", "name": "firmware", "schema": "string"},
    {"@type": ["Property", "Cloud"], "name": "customer", "schema": "string"},
    {"@type": "Telemetry", "name": "temperature", "schema": "double"},
    {"@type": "Command", "name": "reboot"},
    {"@type": "Relationship", "name": "feeds"},
    {"@type": "Component", "name": "unit", "schema": "dtmi:org:unit;1"}]
}, {
  "@context": "dtmi:dtdl:context;2", "@id": "dtmi:org:base;1", "@type": "Interface",
  "contents": [{"@type": "Property", "name": "site", "schema": "string", "writable": true}]
}, {
  "@context": "dtmi:dtdl:context;2", "@id": "dtmi:org:unit;1", "@type": "Interface",
  "contents": [
    {"@type": "Property", "name": "target", "schema": "double", "writable": true},
    {"@type": "Property", "name": "serial", "schema": "string"},
    {"@type": ["Property", "Cloud"], "name": "owner", "schema": "string"},
    {"@type": "Telemetry", "name": "power", "schema": "double"}]
}])";

/// The outline of a set of interfaces, the first being the device's. Ends the program where the set
/// is wrong: a test of twins has no use for it.
inline models::twin_outline_ptr outline_of_text(std::string_view model) {
    diagnostics problems;
    const auto document = models::parse_json(model, "model.json", problems);
    models::model_repository repository;
    if (!document) std::abort();
    const auto dtmi = repository.add(*document, problems);
    if (dtmi.empty() || !repository.load_dependencies(dtmi, problems)) std::abort();
    auto made = models::outline_of(dtmi, repository, problems);
    if (!made) std::abort();
    return made;
}

inline const models::twin_outline& lab_outline() {
    static const auto made = outline_of_text(lab_model);
    return *made;
}

inline calendar_time after_seconds(int seconds) {
    return calendar_time{} + std::chrono::seconds(seconds);
}

/// A device of the lab model: its twin, and what went wrong with the last patch, as
/// `bad-name /pointer`.
struct twin_lab {
    models::twin_document twin;
    std::vector<std::string> problems;
    std::vector<diagnostic> said;
    int seconds = 0;  ///< goes on by one with every patch

    bool patch(std::string_view text, models::patch_origin origin,
               models::patch_kind kind = models::patch_kind::merge) {
        diagnostics found;
        ++seconds;
        std::optional<models::twin_document> after;
        if (const auto document =
                models::parse_json(text, "patch.json", found, models::limits_of_patch))
            after = models::patched(twin, lab_outline(), *document, origin, kind,
                                    after_seconds(seconds), found);
        said = found.items;
        problems.clear();
        for (const auto& item : said)
            problems.push_back(item.code + " " + item.where.pointer);
        if (after) twin = std::move(*after);
        return after.has_value();
    }
    bool set(std::string_view text) { return patch(text, models::patch_origin::operator_side); }
    bool put(std::string_view text) {
        return patch(text, models::patch_origin::operator_side, models::patch_kind::replace);
    }
    bool report(std::string_view text) { return patch(text, models::patch_origin::device_side); }
};

/// Reads a twin of the lab model; the problems are left aside.
inline std::optional<models::twin_document> twin_of(std::string_view text, diagnostics& problems) {
    const auto document = models::parse_json(text, "twin.json", problems, models::limits_of_twin);
    if (!document) return std::nullopt;
    return models::read_twin(*document, lab_outline(), after_seconds(0), problems);
}

}  // namespace muster::test
