#include "models/request_json.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "models/json_text.hpp"
#include "models/plausible.hpp"

namespace muster::models {
namespace {

namespace json = boost::json;
using form = schema::form;

json::value json_of(const request_value& from);

json::object object_of(const request_value::members& from) {
    json::object made;
    for (const auto& [name, value] : from)
        made.insert_or_assign(name, json_of(value));
    return made;
}

json::value plain_json(const plain_value& from) {
    if (const auto* truth = std::get_if<bool>(&from)) return *truth;
    if (const auto* number = std::get_if<double>(&from)) return *number;
    if (const auto* text = std::get_if<std::string>(&from)) return json::string(*text);
    return nullptr;
}

json::value json_of(const request_value& from) {
    if (from.kind == request_value::form::plain) return plain_json(from.plain);
    if (from.kind == request_value::form::object) return object_of(from.inner);
    json::array made;
    for (const auto& [name, value] : from.inner)
        made.push_back(json_of(value));
    return made;
}

// -- types

bool is_numeric(primitive type) {
    return type == primitive::double_number || type == primitive::float_number || is_whole(type);
}

void become_number(request_value& value) {
    const auto* text = value.text();
    if (text == nullptr || text->empty()) return;
    double number = 0;
    const auto* end = text->data() + text->size();
    const auto read = std::from_chars(text->data(), end, number);
    if (read.ec == std::errc() && read.ptr == end && std::isfinite(number)) value.plain = number;
}

void become_truth(request_value& value) {
    const auto* text = value.text();
    if (text != nullptr && (*text == "true" || *text == "false")) value.plain = *text == "true";
}

/// Whatever is plain within it: the axes of a position, the coordinates of a shape.
void become_numbers(request_value& value) {
    become_number(value);
    for (auto& [name, inner] : value.inner)
        become_numbers(inner);
}

void type_by(request_value& value, const schema& wanted) {
    switch (wanted.kind) {
        case form::primitive:
            if (wanted.type == primitive::boolean) become_truth(value);
            if (is_numeric(wanted.type)) become_number(value);
            return;
        case form::enumeration:
            if (!wanted.entries.empty() &&
                std::holds_alternative<double>(wanted.entries.front().wire))
                become_number(value);
            return;
        case form::object:
            for (auto& [name, inner] : value.inner)
                for (const auto& field : wanted.fields)
                    if (field.name == name) type_by(inner, *field.type);
            return;
        case form::map:
            for (auto& [name, inner] : value.inner)
                type_by(inner, *wanted.fields.front().type);
            return;
        case form::array:
            for (auto& [name, inner] : value.inner)
                type_by(inner, *wanted.item);
            return;
        case form::vector:
        case form::geopoint:
        case form::geometry:
            return become_numbers(value);
    }
}

bool has_members(const schema& type) {
    return type.kind == form::object || type.kind == form::map || type.kind == form::vector ||
           type.kind == form::geopoint || type.kind == form::geometry;
}

}  // namespace

json::value request_json(const command_request_fields& request) {
    const bool whole = request.size() == 1 && request.front().first.empty();
    json::value made = whole ? json_of(request.front().second) : object_of(request);
    unify_numbers(made);
    return made;
}

command_request_fields typed_request(command_request_fields written, const element& payload) {
    if (written.empty()) return written;
    const bool whole = written.size() == 1 && written.front().first.empty();
    if (!has_members(*payload.type)) {
        if (whole) written.front().first = payload.name;
        for (auto& [name, value] : written)
            if (name == payload.name) type_by(value, *payload.type);
        return written;
    }
    const bool named = written.size() == 1 && written.front().first == payload.name;
    const bool in_name =
        named && payload.type->kind != form::object && payload.type->kind != form::map;
    if (whole || in_name) {
        type_by(written.front().second, *payload.type);
        return written;
    }
    request_value all(request_value::form::object, std::move(written));
    type_by(all, *payload.type);
    return std::move(all.inner);
}

}  // namespace muster::models
