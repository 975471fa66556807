#include "scenarios/write_places.hpp"

#include "scenarios/format.hpp"

namespace muster {

namespace {

std::string place_text(geo_point at) {
    return '[' + format_number(at.lat) + ", " + format_number(at.lon) + ']';
}

std::string places_text(const std::vector<geo_point>& places) {
    std::string out;
    for (const auto& p : places)
        out += (out.empty() ? "" : ", ") + place_text(p);
    return '[' + out + ']';
}

std::string movement_text(const movement_spec& spec) {
    yaml_flow flow;
    if (spec.roams())
        flow.add("around", place_text(spec.around)).add("within", format_number(spec.within_km));
    else if (spec.file.empty())
        flow.add("stops", places_text(spec.routes.front()));
    else
        flow.add("file", yaml_text(spec.file));
    flow.add("speed", format_numbers(spec.speed)).add("stop", format_durations(spec.stay));
    if (!spec.roams()) {
        flow.add("loop", spec.loops ? "true" : "false");
        flow.add("start", spec.from_first ? "first" : "anywhere");
    }
    return flow.add("accuracy", format_number(spec.accuracy_m)).text();
}

}  // namespace

void write_area(yaml_lines& out, const area_spec& area) {
    yaml_flow flow;
    if (const auto* circle = std::get_if<circle_area>(&area.shape)) {
        flow.add("around", place_text(circle->centre)).add("within", format_number(circle->km));
    } else if (const auto* corridor = std::get_if<corridor_area>(&area.shape)) {
        flow.add("along", places_text(corridor->line)).add("within", format_number(corridor->km));
    } else if (const auto* polygon = std::get_if<polygon_area>(&area.shape)) {
        flow.add("polygon", places_text(polygon->corners));
    }
    out.line(area.name + ": " + flow.text());
}

void write_position(yaml_lines& out, const signal_spec& latitude, const std::string& together) {
    const auto& spec = *std::get<moving_signal>(latitude.shape).how;
    yaml_flow flow;
    flow.add_text("component", latitude.component);
    flow.add(spec.roams() ? "roams" : "route", movement_text(spec));
    if (latitude.decimals) flow.add("decimals", std::to_string(*latitude.decimals));
    if (!together.empty()) flow.add("together", together);
    const auto name = latitude.full_name();
    out.line(yaml_text(name.substr(0, name.rfind('.'))) + ": " + flow.text());
}

}  // namespace muster
