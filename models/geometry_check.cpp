#include "models/geometry_check.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>
#include <array>

namespace muster::models {
namespace {

namespace json = boost::json;

/// How the coordinates of a shape are nested: lists of lists down to positions. The innermost list
/// has at least `least` positions, and is closed where it is a ring.
struct nesting {
    std::string_view shape;
    int lists;
    std::size_t least;
    bool ring;
};
constexpr std::array nestings{
    nesting{"point", 0, 0, false},      nesting{"multiPoint", 1, 0, false},
    nesting{"lineString", 1, 2, false}, nesting{"multiLineString", 2, 2, false},
    nesting{"polygon", 2, 4, true},     nesting{"multiPolygon", 3, 4, true},
};

void refuse(const json_spot& at, std::string text, std::string remedy, bounded_problems& problems) {
    problems.error(at, "bad-geometry", std::move(text), std::move(remedy));
}

bool is_number(const json::value& held) {
    return held.is_number();
}

void check_position(const json::value& held, const json_spot& at, bounded_problems& problems) {
    const auto* list = held.if_array();
    const bool fits = list != nullptr && (list->size() == 2 || list->size() == 3) &&
                      std::all_of(list->begin(), list->end(), is_number);
    if (!fits) refuse(at, "a position was expected", "write [longitude, latitude]", problems);
}

void check_lists(const json::value& held, int lists, const nesting& wanted, const json_spot& at,
                 bounded_problems& problems) {
    if (problems.full()) return;
    if (lists == 0) return check_position(held, at, problems);
    const auto* list = held.if_array();
    if (list == nullptr) {
        return refuse(at, std::string("a list was expected, this is ") + kind_of_json(held),
                      "write the positions in brackets", problems);
    }
    for (std::size_t i = 0; i < list->size(); ++i)
        check_lists((*list)[i], lists - 1, wanted, at.item(i), problems);
    if (lists > 1) return;
    if (list->size() < wanted.least) {
        refuse(at,
               std::to_string(list->size()) + " positions where at least " +
                   std::to_string(wanted.least) + " are needed",
               "add positions", problems);
    } else if (wanted.ring && list->front() != list->back()) {
        refuse(at, "the ring is not closed", "make the last position equal to the first", problems);
    }
}

/// DTDL's `lineString` is GeoJSON's `LineString`.
std::string type_of(std::string shape) {
    shape.front() = static_cast<char>(shape.front() - 'a' + 'A');
    return shape;
}

void check_bounds(const json::value& held, const json_spot& at, bounded_problems& problems) {
    const auto* list = held.if_array();
    const bool fits = list != nullptr && (list->size() == 4 || list->size() == 6) &&
                      std::all_of(list->begin(), list->end(), is_number);
    if (!fits) refuse(at, "a list of four or six numbers was expected", "leave it out", problems);
}

void check_member(std::string_view name, const json::value& held, const nesting& wanted,
                  const json_spot& at, bounded_problems& problems) {
    if (name == "bbox") return check_bounds(held, at, problems);
    if (name == "coordinates") return check_lists(held, wanted.lists, wanted, at, problems);
    const auto type = type_of(std::string(wanted.shape));
    if (name != "type") {
        problems.error(at, "unknown-field", "there is no field " + in_quotes(name),
                       suggestion(name, {"type", "coordinates", "bbox"}, "leave it out"));
    } else if (!held.is_string() || std::string_view(held.get_string()) != type) {
        refuse(at, "the schema is a shape of another type", "write \"" + type + "\"", problems);
    }
}

}  // namespace

void check_geometry(const json::value& held, const std::string& shape, const json_spot& at,
                    bounded_problems& problems, value_part part) {
    const auto wanted = std::find_if(nestings.begin(), nestings.end(),
                                     [&shape](const nesting& each) { return each.shape == shape; });
    const auto* object = held.if_object();
    if (object == nullptr) {
        return problems.error(
            at, "wrong-type",
            std::string("an object of GeoJSON was expected, this is ") + kind_of_json(held),
            R"(write {"type": ")" + type_of(shape) + R"(", "coordinates": [...]})");
    }
    for (const auto& member : *object) {
        if (part == value_part::patch && member.value().is_null()) continue;
        check_member(std::string_view(member.key()), member.value(), *wanted,
                     at.member(std::string_view(member.key())), problems);
    }
    for (const char* name : {"type", "coordinates"})
        if (part == value_part::whole && !object->contains(name))
            problems.error(at, "missing-member", "'" + std::string(name) + "' is missing here",
                           "add \"" + std::string(name) + "\"");
}

}  // namespace muster::models
