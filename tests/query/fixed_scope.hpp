#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "fleet/area.hpp"
#include "fleet/query/expression.hpp"
#include "fleet/query/parser.hpp"

namespace muster::query {

/// A handful of names of every type, for tests that need no scenario.
class fixed_scope final : public scope {
public:
    enum id : field_id {
        voltage,
        current,
        region,
        state,
        mode,
        connected,
        seen,
        total,
        online,
        nothing,
        position_lat,
        position_lon
    };

    lookup find(std::string_view path) const override {
        lookup answer;
        if (path == "lot") {
            answer.what = lookup::outcome::ambiguous;
            answer.spellings = {"tags.lot", "properties.lot"};
        } else if (path == "mixed") {
            answer.what = lookup::outcome::conflicting;
            answer.spellings = {"a number in template a", "a text in template b"};
        } else if (path == "service.connects") {
            answer.what = lookup::outcome::not_available;
        } else if (const auto it = fields().find(path); it != fields().end()) {
            answer.what = lookup::outcome::found;
            answer.found = it->second;
        }
        return answer;
    }

    lookup filtered(std::string_view path, const node_ptr& filter,
                    std::vector<problem>& problems) const override {
        if (path != "devices.online") return scope::filtered(path, filter, problems);
        auto bound = muster::query::bind(filter, *this, type::boolean);
        problems.insert(problems.end(), bound.problems.begin(), bound.problems.end());
        return find(path);
    }

    std::vector<std::string> names() const override {
        std::vector<std::string> out;
        for (const auto& [name, f] : fields())
            out.push_back(name);
        return out;
    }

    std::shared_ptr<const area> find_area(std::string_view name) const override {
        static const auto depot = std::make_shared<const area>(circle_area{{52.37, 4.89}, 2});
        static const auto field =
            std::make_shared<const area>(polygon_area{{{0, 0}, {0, 1}, {1, 1}, {1, 0}}});
        return name == "depot" ? depot : name == "field" ? field : nullptr;
    }
    std::vector<std::string> area_names() const override { return {"depot", "field"}; }

private:
    using table = std::map<std::string, field, std::less<>>;

    static const table& fields() {
        static const table t{
            {"voltage", {voltage, type::number, {}, false}},
            {"current", {current, type::number, {}, false}},
            {"region", {region, type::text, {}, false}},
            {"jobs.fw.state", {state, type::text, {"pending", "failed", "cancelled"}, false}},
            {"mode", {mode, type::text, {"day", "night"}, false}},
            {"$connected", {connected, type::boolean, {}, false}},
            {"$last_seen", {seen, type::time_span, {}, false}},
            {"devices.total", {total, type::number, {}, false}},
            {"devices.online", {online, type::number, {}, true}},
            {"nothing", {nothing, type::number, {}, false}},
            {"position.lat", {position_lat, type::number, {}, false}},
            {"position.lon", {position_lon, type::number, {}, false}},
            {R"(templates.c.firmware."2.4.0")", {nothing, type::number, {}, false}},
        };
        return t;
    }
};

/// Values by field; a field without one is null.
class fixed_row final : public row {
public:
    std::map<field_id, value> values;
    double whole_of_all = 100;

    value get(field_id id) const override {
        const auto it = values.find(id);
        return it == values.end() ? value() : it->second;
    }
    double whole(field_id) const override { return whole_of_all; }
};

}  // namespace muster::query
