#include "models/value_check.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "models/dtmi.hpp"
#include "models/geometry_check.hpp"
#include "models/iso_time.hpp"
#include "models/json_text.hpp"

namespace muster::models {
namespace {

namespace json = boost::json;
using form = schema::form;

void refuse_type(const json::value& held, const std::string& wanted, const json_spot& at,
                 bounded_problems& problems, std::string remedy = {}) {
    problems.error(at, "wrong-type", wanted + " was expected, this is " + kind_of_json(held),
                   std::move(remedy));
}

// -- plain values

struct whole_range {
    std::int64_t least, most;
    const char* wanted;
};
constexpr whole_range range_of_integer{std::numeric_limits<std::int32_t>::min(),
                                       std::numeric_limits<std::int32_t>::max(),
                                       "a whole number of 32 bits"};
constexpr whole_range range_of_long{std::numeric_limits<std::int64_t>::min(),
                                    std::numeric_limits<std::int64_t>::max(),
                                    "a whole number of 64 bits"};

void check_whole(const json::value& held, const whole_range& range, const json_spot& at,
                 bounded_problems& problems) {
    if (!held.is_number()) return refuse_type(held, range.wanted, at, problems);
    const auto* number = held.if_int64();
    if (number != nullptr && *number >= range.least && *number <= range.most) return;
    const auto* real = held.if_double();
    if (real != nullptr && *real != std::floor(*real)) {
        return problems.error(at, "wrong-type",
                              std::string(range.wanted) + " was expected, this is a fraction",
                              "round it");
    }
    problems.error(
        at, "out-of-range", compact_text(held) + " is no whole number of the schema's bits",
        "write a number from " + std::to_string(range.least) + " to " + std::to_string(range.most));
}

void check_real(const json::value& held, double most, const json_spot& at,
                bounded_problems& problems) {
    if (!held.is_number()) return refuse_type(held, "a number", at, problems);
    const auto number = held.to_number<double>();
    if (std::isfinite(number) && std::fabs(number) <= most) return;
    problems.error(at, "out-of-range", compact_text(held) + " is beyond the schema's range",
                   "write a number between -" + compact_text(most) + " and " + compact_text(most));
}

struct text_form {
    primitive type;
    bool (*fits)(std::string_view text);
    const char* wanted;
    const char* remedy;
};
constexpr std::array text_forms{
    text_form{primitive::date, is_date, "a date", "write it as 2026-02-28"},
    text_form{primitive::date_time, is_date_time, "a date with time and offset",
              "write it as 2026-02-28T06:30:00Z"},
    text_form{primitive::time, is_time, "a time of day with its offset",
              "write it as 06:30:00Z or 06:30:00+02:00"},
    text_form{primitive::duration, is_duration, "a duration", "write it as PT90S or P1DT12H"},
};

void check_text(const json::value& held, const text_form& wanted, const json_spot& at,
                bounded_problems& problems) {
    const auto* text = held.if_string();
    if (text == nullptr) {
        return refuse_type(held, wanted.wanted, at, problems, wanted.remedy);
    }
    if (wanted.fits(std::string_view(*text))) return;
    problems.error(at, "bad-time", in_quotes(std::string_view(*text)) + " is not " + wanted.wanted,
                   wanted.remedy);
}

void check_plain(const json::value& held, primitive type, const json_spot& at,
                 bounded_problems& problems) {
    switch (type) {
        case primitive::boolean:
            if (!held.is_bool()) refuse_type(held, "true or false", at, problems);
            return;
        case primitive::string:
            if (!held.is_string()) refuse_type(held, "a text", at, problems, "put it in quotes");
            return;
        case primitive::integer:
            return check_whole(held, range_of_integer, at, problems);
        case primitive::long_integer:
            return check_whole(held, range_of_long, at, problems);
        case primitive::double_number:
            return check_real(held, std::numeric_limits<double>::max(), at, problems);
        case primitive::float_number:
            return check_real(held, static_cast<double>(std::numeric_limits<float>::max()), at,
                              problems);
        case primitive::date:
        case primitive::date_time:
        case primitive::duration:
        case primitive::time:
            break;
    }
    const auto wanted = std::find_if(text_forms.begin(), text_forms.end(),
                                     [type](const text_form& each) { return each.type == type; });
    check_text(held, *wanted, at, problems);
}

// -- enums

bool is_wire_value(const json::value& held, const plain_value& wire) {
    if (const auto* text = held.if_string()) {
        const auto* wanted = std::get_if<std::string>(&wire);
        return wanted != nullptr && std::string_view(*text) == *wanted;
    }
    const auto* number = std::get_if<double>(&wire);
    const auto* whole = held.if_int64();
    return number != nullptr && whole != nullptr && static_cast<double>(*whole) == *number;
}

std::string wire_text(const plain_value& wire) {
    if (const auto* text = std::get_if<std::string>(&wire)) return "'" + *text + "'";
    return std::to_string(static_cast<std::int64_t>(std::get<double>(wire)));
}

/// What to write instead: the value of the entry whose name was written, the nearest text, or some
/// of the values.
std::string enum_remedy(const json::value& held, const std::vector<enum_entry>& entries) {
    constexpr std::size_t listed = 8;
    std::vector<std::string> texts;
    std::string some;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const auto& [name, title, wire] = entries[i];
        if (held.is_string() && std::string_view(held.get_string()) == name)
            return "write " + wire_text(wire) + ", the value of '" + name + "'";
        if (const auto* text = std::get_if<std::string>(&wire)) texts.push_back(*text);
        if (i < listed) some += (i == 0 ? "write one of " : ", ") + wire_text(wire);
    }
    if (entries.size() > listed) some += ", ...";
    return held.is_string() ? suggestion(std::string_view(held.get_string()), texts, some) : some;
}

void check_enum(const json::value& held, const schema& type, const json_spot& at,
                bounded_problems& problems) {
    const auto fits = [&held](const enum_entry& entry) { return is_wire_value(held, entry.wire); };
    if (std::any_of(type.entries.begin(), type.entries.end(), fits)) return;
    const bool plain = held.is_string() || held.is_number();
    problems.error(at, "bad-enum-value",
                   (plain ? shortened(compact_text(held)) : std::string(kind_of_json(held))) +
                       " is no value of the Enum",
                   enum_remedy(held, type.entries));
}

// -- what has members

/// A member that a merge patch removes.
bool is_removal(const json::value& held, value_part part) {
    return part == value_part::patch && held.is_null();
}

void check_object(const json::value& held, const schema& type, const json_spot& at,
                  bounded_problems& problems, value_part part) {
    const auto* object = held.if_object();
    if (object == nullptr) return refuse_type(held, "an object", at, problems);
    std::vector<std::string> names;
    for (const auto& field : type.fields)
        names.push_back(field.name);
    for (const auto& member : *object) {
        if (problems.full()) return;
        const std::string_view name = member.key();
        const auto spot = at.member(name);
        const auto found = std::find(names.begin(), names.end(), name);
        if (found == names.end()) {
            problems.error(spot, "unknown-field", "there is no field " + in_quotes(name),
                           suggestion(name, names, "leave it out"));
        } else if (!is_removal(member.value(), part)) {
            const auto& field = type.fields[static_cast<std::size_t>(found - names.begin())];
            check_value(member.value(), *field.type, spot, problems, part);
        }
    }
}

void check_map(const json::value& held, const schema& type, const json_spot& at,
               bounded_problems& problems, value_part part) {
    const auto* object = held.if_object();
    if (object == nullptr) return refuse_type(held, "an object", at, problems);
    for (const auto& member : *object) {
        if (problems.full()) return;
        const auto spot = at.member(std::string_view(member.key()));
        if (!is_dtdl_name(std::string_view(member.key()))) {
            problems.error(spot, "bad-name",
                           in_quotes(std::string_view(member.key())) + " cannot be a Map's key",
                           "begin with a letter, go on with letters, digits and underscores, do "
                           "not end with an underscore, and take at most 64");
        }
        if (!is_removal(member.value(), part))
            check_value(member.value(), *type.fields.front().type, spot, problems, part);
    }
}

void check_array(const json::value& held, const schema& type, const json_spot& at,
                 bounded_problems& problems) {
    const auto* array = held.if_array();
    if (array == nullptr) return refuse_type(held, "a list", at, problems);
    for (std::size_t i = 0; i < array->size() && !problems.full(); ++i)
        check_value((*array)[i], *type.item, at.item(i), problems);
}

/// IoT Central's objects of numbers: the first `needed` axes have to be there.
struct axes {
    std::vector<std::string> names;
    std::size_t needed;
};

void check_axes(const json::value& held, const axes& wanted, const json_spot& at,
                bounded_problems& problems, value_part part) {
    const auto* object = held.if_object();
    if (object == nullptr) {
        return refuse_type(
            held,
            "an object of " + wanted.names[0] + ", " + wanted.names[1] + " and " + wanted.names[2],
            at, problems);
    }
    for (const auto& member : *object) {
        const std::string_view name = member.key();
        const auto spot = at.member(name);
        if (std::find(wanted.names.begin(), wanted.names.end(), name) == wanted.names.end()) {
            problems.error(spot, "unknown-field", "there is no field " + in_quotes(name),
                           suggestion(name, wanted.names, "leave it out"));
        } else if (!is_removal(member.value(), part)) {
            check_plain(member.value(), primitive::double_number, spot, problems);
        }
    }
    for (std::size_t i = 0; part == value_part::whole && i < wanted.needed; ++i)
        if (!object->contains(wanted.names[i]))
            problems.error(at, "missing-member", "'" + wanted.names[i] + "' is missing here",
                           "add \"" + wanted.names[i] + "\"");
}

}  // namespace

const char* kind_of_json(const json::value& held) {
    if (held.is_object()) return "an object";
    if (held.is_array()) return "a list";
    if (held.is_string()) return "a text";
    if (held.is_bool()) return "true or false";
    return held.is_null() ? "null" : "a number";
}

void check_value(const json::value& held, const schema& type, const json_spot& at,
                 bounded_problems& problems, value_part part) {
    static const axes of_vector{{"x", "y", "z"}, 3}, of_position{{"lat", "lon", "alt"}, 2};
    if (problems.full()) return;
    switch (type.kind) {
        case form::primitive:
            return check_plain(held, type.type, at, problems);
        case form::enumeration:
            return check_enum(held, type, at, problems);
        case form::object:
            return check_object(held, type, at, problems, part);
        case form::map:
            return check_map(held, type, at, problems, part);
        case form::array:
            return check_array(held, type, at, problems);
        case form::vector:
            return check_axes(held, of_vector, at, problems, part);
        case form::geopoint:
            return check_axes(held, of_position, at, problems, part);
        case form::geometry:
            return check_geometry(held, type.shape, at, problems, part);
    }
}

}  // namespace muster::models
