#include <cmath>
#include <utility>

#include "fleet/diagnostic.hpp"
#include "fleet/query/binder.hpp"
#include "fleet/query/compile.hpp"
#include "fleet/query/name_problems.hpp"
#include "fleet/query/places.hpp"

/// The functions about places on the earth: `distance` and `inside`.
namespace muster::query {
namespace {

/// The names that have both parts of a position.
std::vector<std::string> positions_of(const scope& names) {
    std::vector<std::string> out;
    for (const auto& name : names.names()) {
        const std::string_view part = position_parts[0];
        if (!name.ends_with(part)) continue;
        auto whole = name.substr(0, name.size() - part.size());
        const auto other = names.find(whole + position_parts[1]);
        if (other.what == lookup::outcome::found) out.push_back(std::move(whole));
    }
    return out;
}

}  // namespace

/// The two fields of a position; false where the name is none.
bool binder::add_position(const node& n, std::vector<typed_node>& to) const {
    if (n.kind != node_kind::name) return false;
    std::vector<typed_node> parts;
    for (const auto* part : position_parts) {
        const auto answer = names_.find(n.text + part);
        if (answer.what != lookup::outcome::found || answer.found.kind != type::number)
            return false;
        auto& t = parts.emplace_back();
        t.code = opcode::push_field;
        t.kind = type::number;
        t.field = answer.found.id;
    }
    to.insert(to.end(), parts.begin(), parts.end());
    return true;
}

bool binder::add_coordinate(const node& n, double most, std::vector<typed_node>& to) {
    auto typed = visit(n);
    if (!typed) return false;
    if (typed->kind != type::number) {
        wrong_type(n, *typed, "a position or a number");
        return false;
    }
    if (typed->code == opcode::push_number && !(std::fabs(typed->number) <= most)) {
        const bool north = most == 90;
        fail(n, "out-of-range",
             shown(n) + " is no " + (north ? "latitude" : "longitude") + ", which is between " +
                 (north ? "-90 and 90" : "-180 and 180"),
             "the latitude comes first, then the longitude, in degrees");
        return false;
    }
    to.push_back(std::move(*typed));
    return true;
}

/// A position, or a latitude and a longitude, from argument `next` on.
bool binder::add_place(const node& call, std::size_t& next, std::vector<typed_node>& to) {
    if (next == call.children.size()) {
        fail(call, "wrong-arguments", call.text + " lacks a place",
             "write distance(position, latitude, longitude)");
        return false;
    }
    const auto& first = *call.children[next++];
    if (add_position(first, to)) return true;
    if (is_unknown(first)) {
        const bool is_area = is_bare_word(first) && names_.find_area(first.text);
        fail(first, "unknown-name",
             shown(first) + (is_area ? " is an area, no place" : " is no position"),
             is_area ? "write inside(position, " + first.text + ")"
                     : nearest(first.text, positions_of(names_)));
        return false;
    }
    const bool whole = add_coordinate(first, 90, to);
    if (next < call.children.size())
        return add_coordinate(*call.children[next++], 180, to) && whole;
    if (whole)
        fail(first, "wrong-arguments", shown(first) + " is a latitude without a longitude",
             "name a position, or write both");
    return false;
}

maybe_typed binder::visit_distance(const node& n) {
    std::vector<typed_node> children;
    std::size_t next = 0;
    if (!add_place(n, next, children) || !add_place(n, next, children)) return std::nullopt;
    if (next < n.children.size())
        return fail(*n.children[next], "wrong-arguments",
                    "distance is between two places, found more",
                    "each is a position, or a latitude and a longitude");
    auto t = operation(opcode::distance, type::number, std::move(children));
    fold(t);
    return t;
}

maybe_typed binder::visit_inside(const node& n) {
    std::vector<typed_node> children;
    std::size_t next = 0;
    bool whole = add_place(n, next, children);
    if (whole && next == n.children.size())
        return fail(n, "wrong-arguments", "inside lacks an area",
                    "write inside(position, AREA), with AREA under `areas`");
    std::vector<std::shared_ptr<const area>> areas;
    for (; whole && next < n.children.size(); ++next) {
        const auto& named = *n.children[next];
        auto found = is_bare_word(named) ? names_.find_area(named.text) : nullptr;
        if (!found) {
            const auto all = names_.area_names();
            auto remedy = nearest(named.text, all);
            if (all.empty()) remedy = "the scenario names none under `areas`";
            return fail(named, "unknown-area", "there is no area " + shown(named), remedy);
        }
        areas.push_back(std::move(found));
    }
    if (!whole) return std::nullopt;
    auto t = operation(opcode::inside, type::boolean, std::move(children));
    t.areas = std::move(areas);
    return t;
}

}  // namespace muster::query
