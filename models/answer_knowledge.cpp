#include "models/answer_knowledge.hpp"

#include <algorithm>
#include <cmath>

#include "fleet/find_named.hpp"
#include "models/answer_numbers.hpp"
#include "models/counterpart.hpp"
#include "models/field_role.hpp"
#include "models/leaf_values.hpp"
#include "models/schema_time.hpp"

namespace muster::models {
namespace {

namespace json = boost::json;

bool is_plain(const element& at) {
    return at.type->kind == schema::form::primitive || at.type->kind == schema::form::enumeration;
}

bool same_name(const std::string& a, const std::string& b) {
    return words_of(a) == words_of(b);
}

bool is_wire_value(const json::value& held, const schema& type) {
    return std::any_of(type.entries.begin(), type.entries.end(), [&held](const auto& entry) {
        const auto* text = std::get_if<std::string>(&entry.wire);
        const auto* number = std::get_if<double>(&entry.wire);
        if (text) return held.is_string() && held.get_string() == *text;
        return number && held.is_number() && held.to_number<double>() == *number;
    });
}

bool number_fits(const json::value& held, const element& field) {
    if (!held.is_number()) return false;
    const auto number = held.to_number<double>();
    const auto bounds = bounds_of(flatten(field).front());
    return number >= bounds.low && number <= bounds.high &&
           (!is_whole(field.type->type) || number == std::floor(number));
}

/// The number of this name, or null.
const leaf* of_the_same_name(const leaf& from, const std::vector<leaf>& among) {
    const auto found = std::find_if(among.begin(), among.end(), [&from](const leaf& other) {
        return is_number(other) && same_name(other.path, from.path);
    });
    return found == among.end() ? nullptr : &*found;
}

/// Units that differ can't be reconciled: then the field's own words have to do.
bool contradicts(const leaf& from, const leaf& other) {
    return (!from.unit.empty() && from.unit != other.unit) ||
           (!from.semantic.empty() && from.semantic != other.semantic);
}

/// `currentTemp`, but not `current`, which may be of electricity, nor `maxCurrent`.
bool tells_present(const std::string& name) {
    const auto words = words_of(name);
    return words.size() > 1 && words.front() == "current" && role_of(name).order == rank::between;
}

/// What a device has, as a value of the field; empty where it is none.
std::optional<json::value> as_field(const plain_value& has, const leaf& field, const leaf& beside) {
    const auto& type = *field.type;
    const auto* text = std::get_if<std::string>(&has);
    if (is_number(field)) {
        const auto* number = std::get_if<double>(&has);
        if (!number) return std::nullopt;
        return number_value(field, *number, number_of(beside).decimals);
    }
    if (type.kind == schema::form::enumeration) {
        for (const auto& entry : type.entries)
            if (text && entry.name == *text) return wire_value(entry.wire);
        return std::nullopt;
    }
    if (type.type == primitive::boolean && std::holds_alternative<bool>(has))
        return std::get<bool>(has);
    const bool takes_text = type.kind == schema::form::primitive && type.type == primitive::string;
    return text && takes_text ? std::optional<json::value>(json::string(*text)) : std::nullopt;
}

leaf merged(leaf from, const leaf& other) {
    from.semantic = other.semantic;
    from.implied = other.implied;
    from.unit = other.unit;
    from.implied_unit = other.implied_unit;
    from.name = other.name;
    if (!from.min && !from.max) from.min = other.min, from.max = other.max;
    if (!from.decimals) from.decimals = other.decimals;
    return from;
}

}  // namespace

bool fits_field(const json::value& held, const element& field) {
    const auto& type = *field.type;
    if (type.kind == schema::form::enumeration) return is_wire_value(held, type);
    if (type.kind != schema::form::primitive) return false;
    switch (type.type) {
        case primitive::boolean:
            return held.is_bool();
        case primitive::string:
            return held.is_string();
        case primitive::duration:
            return held.is_string() && read_span(held.get_string()).has_value();
        case primitive::date:
        case primitive::date_time:
        case primitive::time:
            return held.is_string() && read_instant(type.type, held.get_string(), {}).has_value();
        case primitive::double_number:
        case primitive::float_number:
        case primitive::integer:
        case primitive::long_integer:
            break;
    }
    return number_fits(held, field);
}

answer_knowledge::answer_knowledge(const command& asked, const std::vector<neighbour>& beside,
                                   const json::value* request, calendar_time at, own_values own)
    : own_(std::move(own)) {
    if (asked.request) read_request(*asked.request, request);
    for (const auto& field : request_)
        read_time(field, at);
    for (const auto& field : request_)
        for (auto& one : flatten(*field.at))
            asked_.push_back(std::move(one));
    for (const auto& [what, measured] : beside)
        for (auto& each : flatten(*what))
            (measured ? telemetry_ : properties_).push_back(std::move(each));
}

void answer_knowledge::read_request(const element& payload, const json::value* request) {
    const auto* members = request ? request->if_object() : nullptr;
    if (payload.type->kind == schema::form::object) {
        for (const auto& field : payload.type->fields)
            request_.push_back({&field, members ? members->if_contains(field.name) : nullptr});
        return;
    }
    const auto* named = members ? members->if_contains(payload.name) : nullptr;
    request_.push_back({&payload, named ? named : request});
}

/// The first field that asks since when counts, and the first that asks until when.
void answer_knowledge::read_time(const request_field& field, calendar_time today) {
    const auto& type = *field.at->type;
    if (!field.value || type.kind != schema::form::primitive ||
        !fits_field(*field.value, *field.at))
        return;
    if (!field.value->is_string()) return;
    const std::string text(field.value->get_string());
    const auto at = read_instant(type.type, text, today);
    if (!at) return;
    const auto when = role_of(field.at->name).when;
    auto& to = when == time_place::end ? until_ : since_;
    const bool tells = when == time_place::start || when == time_place::end;
    if (tells && !to) to = given_time{type.type, text, *at};
}

const json::value* answer_knowledge::given(const element& field) const {
    if (!is_plain(field)) return nullptr;
    for (const auto& one : request_)
        if (one.value && same_name(one.at->name, field.name) && fits_field(*one.value, field))
            return one.value;
    return echoed(field);
}

/// `echo` is the request's only text.
const json::value* answer_knowledge::echoed(const element& field) const {
    if (!has_phrase(words_of(field.name), "echo")) return nullptr;
    const json::value* found = nullptr;
    for (const auto& one : request_) {
        if (!one.value || !fits_field(*one.value, field)) continue;
        if (found) return nullptr;
        found = one.value;
    }
    return found;
}

/// What a number takes from the request, telemetry or properties; null: nothing.
const leaf* answer_knowledge::source_of(const leaf& from) const {
    for (const auto* among : {&asked_, &telemetry_, &properties_}) {
        const auto* same = of_the_same_name(from, *among);
        if (same && !contradicts(from, *same)) return same;
    }
    const auto role = role_of(from.path);
    if (role.counts || role.derived || role.lasts) return nullptr;
    for (const auto* among : {&telemetry_, &properties_}) {
        const auto* other = counterpart_of(from, *among);
        // A bound or a mean is of what it names; any other field has to have the very name.
        if (other && (role.order != rank::none || role_of(other->path).subject == role.subject))
            return other;
    }
    return nullptr;
}

leaf answer_knowledge::refined(const leaf& from) const {
    const auto* source = is_number(from) ? source_of(from) : nullptr;
    return source ? merged(from, *source) : from;
}

const plain_value* answer_knowledge::value_of(const leaf& beside) const {
    if (!own_.all) return nullptr;
    const auto found = own_.all->find(qualified_name(own_.component, beside.path));
    return found == own_.all->end() ? nullptr : &found->second;
}

std::optional<double> answer_knowledge::present(const leaf& bound) const {
    const auto* source = is_number(bound) ? source_of(bound) : nullptr;
    const auto* value = source ? value_of(*source) : nullptr;
    const auto* number = value ? std::get_if<double>(value) : nullptr;
    return number ? std::optional(*number) : std::nullopt;
}

std::optional<json::value> answer_knowledge::own(const element& field) const {
    if (!is_plain(field)) return std::nullopt;
    const auto from = flatten(field).front();
    if (tells_present(field.name))
        if (const auto now = present(from))
            return number_value(from, *now, number_of(refined(from)).decimals);
    for (const auto* among : {&telemetry_, &properties_})
        for (const auto& other : *among) {
            if (!same_name(other.path, field.name) || contradicts(from, other)) continue;
            const auto* value = value_of(other);
            if (auto held = value ? as_field(*value, from, other) : std::nullopt) return held;
        }
    return std::nullopt;
}

}  // namespace muster::models
