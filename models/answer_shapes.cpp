#include "models/answer_shapes.hpp"

#include <array>
#include <string>
#include <utility>

#include "models/answer_numbers.hpp"

namespace muster::models {
namespace {

namespace json = boost::json;

/// About 100 m in degrees of latitude.
constexpr double step = 0.001;
/// A square, from its south-western corner round to it again.
constexpr std::array<std::pair<int, int>, 5> corners{{{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}}};

struct position {
    double lon = 0, lat = 0;
};

json::array coordinates(position at, std::pair<int, int> steps) {
    const auto near = [](double x) { return rounded(x, 6); };
    return {near(at.lon + step * steps.first), near(at.lat + step * steps.second)};
}

json::array path_from(position at, std::size_t count) {
    json::array all;
    for (std::size_t i = 0; i < count; ++i)
        all.push_back(coordinates(at, corners[i]));
    return all;
}

json::array in_array(json::array inner) {
    json::array all;
    all.push_back(std::move(inner));
    return all;
}

}  // namespace

json::value drawn_axes(const element& at, const std::vector<std::string>& outer,
                       const answer_draw& draw, const std::string& path) {
    json::object axes;
    for (auto& one : flatten(at, outer)) {
        // Bounds of an element say nothing of places on Earth.
        if (at.type->kind != schema::form::vector) one.min = one.max = std::nullopt;
        const auto name = one.path.substr(one.path.rfind('.') + 1);
        axes.emplace(name, drawn_number(one, draw, path + "." + name));
    }
    return axes;
}

json::value drawn_geometry(const element& at, const std::vector<std::string>& outer,
                           const answer_draw& draw, const std::string& path) {
    const auto axes = drawn_axes(at, outer, draw, path);
    const position from{axes.at("lon").to_number<double>(), axes.at("lat").to_number<double>()};
    auto type = at.type->shape;
    type.front() = static_cast<char>(type.front() - 'a' + 'A');
    json::array held;
    if (type == "Point")
        held = coordinates(from, {0, 0});
    else if (type == "MultiPoint" || type == "LineString")
        held = path_from(from, 3);
    else if (type == "MultiLineString")
        held = in_array(path_from(from, 3));
    else if (type == "Polygon")
        held = in_array(path_from(from, 5));
    else
        held = in_array(in_array(path_from(from, 5)));
    return json::object{{"type", type}, {"coordinates", std::move(held)}};
}

}  // namespace muster::models
