#include "scenarios/language_parts.hpp"

/// Places on the earth: areas, and how devices move about.
namespace muster::language_parts {

namespace {

constexpr const char* point = "list of a latitude and a longitude";
constexpr const char* speed_type = "number, `low..high` or `{p50, p99}`";
constexpr const char* stop_type = "duration, `low..high`, `{p50, p99}` or `{exponential}`";

/// What both ways to move about have.
void add_motion(std::vector<language_key>& all, const std::string& prefix) {
    const std::vector<language_key> keys{
        {"speed", speed_type, "required",
         "Kilometres an hour on the shortest way to the next stop, drawn for each way.",
         "speed: 60..90"},
        {"speed.p50", "number", "", "Half of the ways are slower.", "p50: 60"},
        {"speed.p99", "number", "", "One way in a hundred is faster.", "p99: 100"},
        {"stop", stop_type, "0s", "How long it stays at a stop, drawn for each stay.",
         "stop: {p50: 20m, p99: 2h}"},
        {"stop.p50", "duration", "", "Half of the stays are shorter.", "p50: 20m"},
        {"stop.p99", "duration", "", "One stay in a hundred is longer.", "p99: 2h"},
        {"stop.exponential", "duration", "", "Exponential with this mean.", "exponential: 30m"},
        {"accuracy", "number of metres", "0",
         "How far off a reading is: standard deviation to the north and to the east.",
         "accuracy: 8"}};
    add_below(all, prefix, keys);
}

}  // namespace

void add_areas(std::vector<language_key>& all) {
    const std::vector<language_key> keys{
        {"areas", "mapping of areas", "",
         "Named places for `inside(position, AREA)` and for stops.",
         "areas: {depot: {around: [52.37, 4.89], within: 2}}"},
        {"areas.*", "mapping", "",
         "An area, by name: `around` a place, `along` a line, or a `polygon`.",
         "depot: {around: [52.37, 4.89], within: 2}"},
        {"areas.*.around", point, "", "All places `within` so many kilometres of this one.",
         "around: [52.37, 4.89]"},
        {"areas.*.along", "list of places", "",
         "A corridor: all places `within` so many kilometres of a line through these.",
         "along: [[52.37, 4.89], [52.09, 5.11]]"},
        {"areas.*.along.#", std::string("name of an area, or ") + point, "", "A place.",
         "[52.37, 4.89]"},
        {"areas.*.within", "number of kilometres", "required with `around` and `along`",
         "How far from there the area reaches.", "within: 2"},
        {"areas.*.polygon", "list of places", "",
         "The corners in order. Edges are straight on a map of latitudes and longitudes and belong "
         "to the area.",
         "polygon: [[52.3, 4.7], [52.3, 5.0], [52.4, 4.9]]"},
        {"areas.*.polygon.#", std::string("name of an area, or ") + point, "", "A corner.",
         "[52.3, 4.7]"}};
    all.insert(all.end(), keys.begin(), keys.end());
}

void add_movement(std::vector<language_key>& all, const std::string& signal) {
    const auto add = [&](const std::string& path, std::string type, std::string standard,
                         std::string help, std::string example) {
        all.push_back({signal + '.' + path, std::move(type), std::move(standard), std::move(help),
                       std::move(example)});
    };
    add("route", "mapping", "",
        "Moves from stop to stop; makes the signals `.lat` and `.lon` below this name.",
        "position: {route: {stops: [depot, [52.09, 5.11]], speed: 60..90, stop: 20m}}");
    add("route.stops", "list of places", "required without `file`", "Where it stops, in order.",
        "stops: [depot, [52.09, 5.11], [51.92, 4.48]]");
    add("route.stops.#", std::string("name of an area with `around`, or ") + point, "", "A stop.",
        "[52.09, 5.11]");
    add("route.file", "path of a CSV file", "",
        "Stops in rows with the columns `lat` and `lon`; a column `route` tells routes apart, of "
        "which each device draws one.",
        "file: routes.csv");
    add("route.loop", "truth", "true",
        "Goes on from the last stop to the first; else it stays at the last.", "loop: false");
    add("route.start", "`anywhere` or `first`", "anywhere; first without `loop`",
        "Where devices are at the start: as one meets them at a random instant, or beginning their "
        "stay at the first stop.",
        "start: first");
    add_motion(all, signal + ".route");
    add("roams", "mapping", "",
        "Moves to places in a circle, all parts of which are as likely; makes `.lat` and `.lon`.",
        "position: {roams: {around: [52.37, 4.89], within: 25, speed: 20..50, stop: 10m}}");
    add("roams.around", std::string("name of an area with `around`, or ") + point, "required",
        "The middle of the circle.", "around: [52.37, 4.89]");
    add("roams.within", "number of kilometres", "required", "The radius of the circle.",
        "within: 25");
    add_motion(all, signal + ".roams");
    add("speed_of", "name of a position", "", "How fast it moves, in kilometres an hour.",
        "speed_of: position");
    add("heading_of", "name of a position", "",
        "Where it is going: degrees clockwise from north; at a stop how it came.",
        "heading_of: position");
}

}  // namespace muster::language_parts
