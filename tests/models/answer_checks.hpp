#pragma once

#include <boost/json/value.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <regex>
#include <string>

#include "models/dtdl_model.hpp"
#include "models/json_text.hpp"

namespace muster::test {

namespace checked {

inline std::string wrong(const std::string& path, const boost::json::value& held,
                         const std::string& expected) {
    return path + " is " + models::compact_text(held) + ", expected " + expected;
}

inline bool has_form(const boost::json::value& held, const char* pattern) {
    return held.is_string() &&
           std::regex_match(std::string(held.get_string()), std::regex(pattern));
}

inline std::string misfit_of_number(const boost::json::value& held, const models::element& at,
                                    const std::string& path) {
    const bool whole = at.type->type == models::primitive::integer ||
                       at.type->type == models::primitive::long_integer;
    if (whole ? !held.is_int64() : !held.is_double()) return wrong(path, held, "another number");
    const double number = held.to_number<double>();
    const bool small = at.type->type != models::primitive::integer ||
                       (number >= -2147483648.0 && number <= 2147483647.0);
    const bool within = number >= at.min_value.value_or(-std::numeric_limits<double>::max()) &&
                        number <= at.max_value.value_or(std::numeric_limits<double>::max());
    return small && within ? "" : wrong(path, held, "a number within its bounds");
}

inline std::string misfit_of_plain(const boost::json::value& held, const models::element& at,
                                   const std::string& path) {
    using enum models::primitive;
    const auto unless = [&](bool good, const char* expected) {
        return good ? "" : wrong(path, held, expected);
    };
    switch (at.type->type) {
        case boolean:
            return unless(held.is_bool(), "a boolean");
        case string:
            return unless(held.is_string() && !held.get_string().empty(), "a text");
        case date:
            return unless(has_form(held, R"(\d{4}-\d\d-\d\d)"), "a date");
        case date_time:
            return unless(
                has_form(held, R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))"),
                "a date with a time");
        case time:
            return unless(has_form(held, R"(\d\d:\d\d:\d\dZ)"), "a time of day");
        case duration:
            return unless(has_form(held, R"(P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?)"),
                          "a duration");
        default:
            return misfit_of_number(held, at, path);
    }
}

inline std::string misfit_of_enumeration(const boost::json::value& held, const models::element& at,
                                         const std::string& path) {
    const auto is_entry = [&held](const models::enum_entry& entry) {
        if (const auto* text = std::get_if<std::string>(&entry.wire))
            return held.is_string() && held.get_string() == *text;
        return held.is_int64() && held.to_number<double>() == std::get<double>(entry.wire);
    };
    const auto& entries = at.type->entries;
    return std::any_of(entries.begin(), entries.end(), is_entry)
               ? ""
               : wrong(path, held, "one of the Enum's values");
}

/// A position of GeoJSON, or lists of them `depth` deep.
inline bool are_positions(const boost::json::value& held, int depth) {
    if (!held.is_array() || held.get_array().empty()) return false;
    const auto& all = held.get_array();
    if (depth == 0)
        return all.size() == 2 && all[0].is_double() && std::fabs(all[0].get_double()) <= 180 &&
               all[1].is_double() && std::fabs(all[1].get_double()) <= 90;
    return std::all_of(all.begin(), all.end(),
                       [depth](const auto& one) { return are_positions(one, depth - 1); });
}

inline std::string misfit_of_geometry(const boost::json::value& held, const models::element& at,
                                      const std::string& path) {
    const std::pair<const char*, int> depths[] = {{"point", 0},      {"multiPoint", 1},
                                                  {"lineString", 1}, {"multiLineString", 2},
                                                  {"polygon", 2},    {"multiPolygon", 3}};
    for (const auto& [shape, depth] : depths) {
        if (at.type->shape != shape) continue;
        std::string name = shape;
        name.front() = static_cast<char>(name.front() - 'a' + 'A');
        if (held.is_object() && held.at("type") == boost::json::value(boost::json::string(name)) &&
            are_positions(held.at("coordinates"), depth))
            return "";
    }
    return wrong(path, held, "a geometry: " + at.type->shape);
}

}  // namespace checked

/// Why a value is none of the element's schema; empty where it is. Written from the text of DTDL,
/// not from the code that makes answers.
inline std::string misfit(const boost::json::value& held, const models::element& at,
                          const std::string& path = "answer") {
    using form = models::schema::form;
    const auto& type = *at.type;
    const auto axes = [&](std::initializer_list<const char*> names) {
        bool good = held.is_object() && held.get_object().size() == names.size();
        for (const auto* name : names)
            good = good && held.get_object().contains(name) && held.at(name).is_double();
        return good ? "" : checked::wrong(path, held, "an object of its axes");
    };
    std::string found;
    switch (type.kind) {
        case form::primitive:
            return checked::misfit_of_plain(held, at, path);
        case form::enumeration:
            return checked::misfit_of_enumeration(held, at, path);
        case form::vector:
            return axes({"x", "y", "z"});
        case form::geopoint:
            return axes({"lat", "lon", "alt"});
        case form::geometry:
            return checked::misfit_of_geometry(held, at, path);
        case form::object:
            if (!held.is_object() || held.get_object().size() != type.fields.size())
                return checked::wrong(path, held, "an object of all fields");
            for (const auto& field : type.fields) {
                if (!held.get_object().contains(field.name)) return path + " lacks " + field.name;
                if (found.empty())
                    found = misfit(held.at(field.name), field, path + "." + field.name);
            }
            return found;
        case form::map:
            if (!held.is_object()) return checked::wrong(path, held, "an object");
            for (const auto& [key, value] : held.get_object())
                if (found.empty())
                    found = misfit(value, type.fields.front(), path + "." + std::string(key));
            return found;
        case form::array:
            break;
    }
    if (!held.is_array()) return checked::wrong(path, held, "an array");
    auto item = at;
    item.type = type.item;
    for (const auto& value : held.get_array())
        if (found.empty()) found = misfit(value, item, path + "[]");
    return found;
}

}  // namespace muster::test
