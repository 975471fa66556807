#include <algorithm>
#include <array>
#include <cmath>

#include "scenarios/defaults.hpp"
#include "scenarios/format.hpp"
#include "scenarios/places.hpp"
#include "scenarios/sections.hpp"

/// The section `areas`, and places as they are written anywhere.
namespace muster::sections {

namespace {

const char* place_remedy = "write a latitude and a longitude in degrees: `[52.37, 4.89]`";

bool read_degrees(reading& r, const yaml::node& found, double most, const char* what,
                  double& value) {
    if (!r.scalar(found, value, scalars::parse_number)) return false;
    if (std::fabs(value) <= most) return true;
    r.error("out-of-range", found.where,
            format_number(value) + " is no " + what + ", which is between -" + format_number(most) +
                " and " + format_number(most),
            "the latitude comes first, then the longitude, in degrees");
    return false;
}

std::optional<geo_point> middle_of(reading& r, const yaml::node& named) {
    std::vector<std::string> names;
    for (const auto& a : r.out.areas) {
        names.push_back(a.name);
        if (a.name != named.text) continue;
        if (const auto* circle = std::get_if<circle_area>(&a.shape)) return circle->centre;
        r.error("no-middle", named.where,
                "the area " + ticked(a.name) + " has no `around`, so it is no single place",
                place_remedy);
        return std::nullopt;
    }
    if (names.empty() || scalars::parse_number(named.text)) {
        r.error("bad-place", named.where, "found " + found_text(named) + ", expected a place",
                place_remedy);
        return std::nullopt;
    }
    r.known(named, "unknown-area", "area", names);
    return std::nullopt;
}

}  // namespace

std::optional<geo_point> read_place(reading& r, const yaml::node& found) {
    if (found.what == yaml::node::kind::nothing) return std::nullopt;
    if (found.is_scalar()) return middle_of(r, found);
    if (!found.is_list() || found.items.size() != 2) {
        r.error("bad-place", found.where,
                "found " + found_text(found) +
                    (found.is_list() ? " of " + std::to_string(found.items.size()) : "") +
                    ", expected a place",
                place_remedy);
        return std::nullopt;
    }
    geo_point at;
    const bool lat = read_degrees(r, found.items[0], 90, "latitude", at.lat);
    const bool lon = read_degrees(r, found.items[1], 180, "longitude", at.lon);
    return lat && lon ? std::optional(at) : std::nullopt;
}

std::vector<geo_point> read_places(reading& r, const yaml::node& found, std::size_t least) {
    if (!found.is_list()) {
        r.wrong_type(found, "a list of places such as `[[52.37, 4.89], [52.09, 5.11]]`");
        return {};
    }
    if (!r.fits(found, found.items.size(), scenario_limits::things)) return {};
    std::vector<geo_point> places;
    for (const auto& item : found.items)
        if (const auto at = read_place(r, item)) places.push_back(*at);
    if (places.size() != found.items.size()) return {};
    if (places.size() >= least) return places;
    r.error("too-few", found.where,
            "found " + std::to_string(places.size()) + (places.size() == 1 ? " place" : " places") +
                ", at least " + std::to_string(least) + " are wanted",
            place_remedy);
    return {};
}

bool read_within(reading& r, const yaml::node& map, double& km) {
    const auto* found = reading::get(map, "within");
    const auto parse = [](const std::string& text) {
        auto number = scalars::parse_number(text);
        if (!number) number.why.remedy = "write a plain number of kilometres, such as `within: 2`";
        return number;
    };
    if (found == nullptr || !r.scalar(*found, km, parse)) return false;
    if (km > 0 && km <= most_km_within) return true;
    r.error(
        "out-of-range", found->where,
        "`within` is a number of kilometres above zero, at most " + format_number(most_km_within));
    return false;
}

bool has_ways(reading& r, const place& where, const std::vector<geo_point>& places, bool round) {
    for (std::size_t i = round ? 0 : 1; i < places.size(); ++i) {
        const auto& before = places[(i + places.size() - 1) % places.size()];
        if (distance_km(before, places[i]) <= most_km_between) continue;
        r.error("too-far", where,
                "from [" + format_number(before.lat) + ", " + format_number(before.lon) + "] to [" +
                    format_number(places[i].lat) + ", " + format_number(places[i].lon) +
                    "] is about half around the world, so there is no one shortest way",
                "name a place between them");
        return false;
    }
    return true;
}

namespace {

constexpr std::array<const char*, 3> forms{"around", "along", "polygon"};

/// The one key that says what kind of area it is; null, and reported, without one.
const char* form_of(reading& r, const yaml::entry& item) {
    const char* found = nullptr;
    for (const char* form : forms) {
        if (item.value.find(form) == nullptr) continue;
        if (found != nullptr) {
            r.error("two-forms", item.where,
                    "an area has " + ticked(found) + " and " + ticked(form),
                    "make two areas of it: `inside` takes several");
            return nullptr;
        }
        found = form;
    }
    if (found == nullptr && !item.value.incomplete)
        r.error("missing-key", item.where, "an area needs `around`, `along` or `polygon`",
                "write `around: [52.37, 4.89], within: 2`");
    return found;
}

std::string why(const ring_problem& found) {
    const auto number = [](std::size_t corner) { return std::to_string(corner + 1); };
    switch (found.what) {
        case ring_problem::kind::half_the_world:
            return "the edge from corner " + number(found.corner) +
                   " spans 180 degrees, so it could go either way around";
        case ring_problem::kind::around_a_pole:
            return "the edges go around a pole";
        case ring_problem::kind::crosses_itself:
            return "the edges from the corners " + number(found.corner) + " and " +
                   number(found.other) + " meet";
        default:
            return {};
    }
}

void read_polygon(reading& r, const yaml::node& map, const yaml::node& found, area_spec& area) {
    if (const auto* within = map.find("within"))
        r.error("misplaced-key", within->where, "`within` belongs to `around` and `along`",
                "remove it");
    polygon_area shape{read_places(r, found, 3)};
    auto& corners = shape.corners;
    if (corners.size() > 3 && corners.front() == corners.back()) corners.pop_back();
    if (corners.empty()) return;
    const auto problem = check_ring(corners);
    if (problem.what != ring_problem::kind::none)
        return r.error("bad-polygon", found.where, "the polygon bounds no area: " + why(problem),
                       problem.what == ring_problem::kind::crosses_itself
                           ? "write the corners in their order around it"
                           : "divide it into two areas: `inside` takes several");
    area.shape = std::move(shape);
}

void read_area(reading& r, const yaml::entry& item) {
    auto& area = r.out.areas.emplace_back();
    area.name = item.key;
    area.where = item.where;
    const auto& map = item.value;
    if (!r.is_map(map, "a mapping such as `{around: [52.37, 4.89], within: 2}`")) return;
    const auto* form = form_of(r, item);
    const auto* found = form == nullptr ? nullptr : reading::get(map, form);
    if (found == nullptr) return;
    if (form == forms[2]) return read_polygon(r, map, *found, area);
    double km = 0;
    r.missing(map, "within", ticked(form));
    read_within(r, map, km);
    if (form == forms[0]) {
        if (found->is_scalar())
            return r.error("bad-place", found->where,
                           "found " + found_text(*found) + ", expected a latitude and a longitude",
                           "write `around: [52.37, 4.89]`");
        if (const auto at = read_place(r, *found)) area.shape = circle_area{*at, km};
        return;
    }
    corridor_area corridor{read_places(r, *found, 2), km};
    if (!corridor.line.empty() && has_ways(r, found->where, corridor.line, false))
        area.shape = std::move(corridor);
}

}  // namespace

void read_areas(reading& r) {
    const auto* section = r.section("areas");
    if (section == nullptr) return;
    // A circle may be a place of another area, whatever their order.
    for (const bool circles : {true, false})
        for (const auto& item : section->entries)
            if ((item.value.find("around") != nullptr) == circles) read_area(r, item);
}

}  // namespace muster::sections
