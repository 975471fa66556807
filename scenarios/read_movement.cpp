#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <map>

#include "fleet/find_named.hpp"
#include "fleet/journey.hpp"
#include "fleet/query/places.hpp"
#include "scenarios/places.hpp"
#include "scenarios/sections.hpp"
#include "scenarios/signal_reader.hpp"

/// The generators `route`, `roams`, `speed_of` and `heading_of`.
namespace muster::sections {

namespace {

using part = moving_signal::part;

constexpr const char* of_latitude = query::position_parts[0];
constexpr const char* of_longitude = query::position_parts[1];
/// Eleven centimetres.
constexpr int usual_decimals = 6;

/// A bare number or range says its unit by its place.
bool read_speed(reading& r, const yaml::node& found, distribution& speed) {
    if (found.is_map()) return r.numbers(found, speed);
    return r.scalar(found, speed, [](const std::string& text) {
        auto numbers = scalars::parse_numbers(text);
        if (!numbers)
            numbers.why.remedy = "write plain numbers of kilometres an hour, such as `60..90`";
        return numbers;
    });
}

void read_motion(reading& r, const yaml::node& map, const char* owner, movement_spec& spec) {
    r.missing(map, "speed", ticked(owner));
    if (const auto* speed = reading::get(map, "speed");
        speed && read_speed(r, *speed, spec.speed)) {
        using shape = distribution::shape;
        const bool fits = spec.speed.kind != shape::exponential &&
                          spec.speed.kind != shape::poisson && spec.speed.a > 0;
        if (!fits)
            r.error("out-of-range", speed->where,
                    "a speed is above zero: a number, `low..high` or `{p50, p99}`",
                    "write kilometres an hour, such as `speed: 60..90`");
    }
    if (const auto* stop = reading::get(map, "stop")) r.durations(*stop, spec.stay);
    r.scalar(map, "accuracy", spec.accuracy_m, scalars::parse_number);
    if (spec.accuracy_m < 0 || spec.accuracy_m > 1e6)
        r.error("out-of-range", map.find("accuracy")->where,
                "`accuracy` is a number of metres, not below zero");
}

std::optional<double> degrees_in(std::string_view text, double most) {
    double x = 0;
    const auto* end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, x);
    const bool good = result.ec == std::errc{} && result.ptr == end && std::fabs(x) <= most;
    return good ? std::optional(x) : std::nullopt;
}

/// The rows of a file, apart by route, in the order in which routes are first met.
class route_file {
public:
    route_file(reading& r, const table& t, const place& named) : r_(r), table_(t), named_(named) {}

    bool read(std::vector<std::vector<geo_point>>& routes) {
        const auto lat = column("lat"), lon = column("lon");
        if (!lat || !lon) return false;
        const auto route = table_.column("route");
        std::map<std::string, std::size_t> known;
        for (std::size_t row = 0; row < table_.rows(); ++row) {
            const auto north = degrees(row, *lat, 90, "a latitude from -90 to 90");
            const auto east = degrees(row, *lon, 180, "a longitude from -180 to 180");
            if (!north || !east) return false;
            const std::string name(route ? table_.cell(row, *route) : std::string_view());
            const auto [at, fresh] = known.emplace(name, routes.size());
            if (fresh) routes.emplace_back();
            routes[at->second].push_back({*north, *east});
        }
        return true;
    }

private:
    std::optional<std::size_t> column(const char* name) {
        const auto found = table_.column(name);
        if (!found)
            r_.error("unknown-column", named_, "the file has no column " + ticked(name),
                     "name the columns of places `lat` and `lon` in its first row");
        return found;
    }
    std::optional<double> degrees(std::size_t row, std::size_t column, double most,
                                  const char* expected) {
        const auto found = degrees_in(table_.cell(row, column), most);
        if (!found)
            r_.error("bad-cell", table_.place_of(row, column),
                     "found " + ticked(std::string(table_.cell(row, column))) + " in the column " +
                         ticked(table_.names[column]) + ", expected " + expected,
                     "correct the file");
        return found;
    }

    reading& r_;
    const table& table_;
    const place& named_;
};

/// Stops from the scenario or from a file; null, and reported, without any.
const yaml::node* read_stops(reading& r, const yaml::node& map, movement_spec& spec) {
    const auto* stops = reading::get(map, "stops");
    const auto* file = reading::get(map, "file");
    if (stops != nullptr && file != nullptr) {
        r.error("two-forms", map.where, "a route has `stops` and `file`", "keep one of the two");
        return nullptr;
    }
    if (stops != nullptr) {
        spec.routes.push_back(read_places(r, *stops, 2));
        return spec.routes.back().empty() ? nullptr : stops;
    }
    std::string path;
    if (file == nullptr) {
        if (map.find("file") == nullptr) r.missing(map, "stops", "`route`");
        return nullptr;
    }
    if (!r.text(*file, path)) return nullptr;
    const auto found = r.tables.open(r.options(), path, file->where, r.problems());
    if (!found) return nullptr;
    spec.file = std::filesystem::absolute(found->file).lexically_normal().string();
    const bool good = route_file(r, *found, file->where).read(spec.routes);
    return good ? file : nullptr;
}

bool check_route(reading& r, const place& where, const std::vector<geo_point>& stops, bool round) {
    if (stops.size() > most_stops) {
        r.error("too-many", where,
                "a route has at most " + std::to_string(most_stops) + " stops, found " +
                    std::to_string(stops.size()));
        return false;
    }
    const bool moves = std::any_of(stops.begin(), stops.end(), [&](const geo_point& p) {
        return distance_km(p, stops.front()) >= 0.001;
    });
    if (!moves)
        r.error("too-few", where, "a route leads nowhere: it needs two different stops",
                "add a stop");
    return moves && has_ways(r, where, stops, round);
}

bool read_route(reading& r, const yaml::node& map, movement_spec& spec) {
    read_motion(r, map, "route", spec);
    r.scalar(map, "loop", spec.loops, scalars::parse_boolean);
    spec.from_first = !spec.loops;
    std::string start;
    if (const auto* found = reading::get(map, "start"); found && r.text(*found, start)) {
        r.known(*found, "unknown-word", "start", {"anywhere", "first"});
        if (start == "anywhere" && !spec.loops)
            r.error("bad-range", found->where, "a route that ends begins at its first stop",
                    "leave `start` out, or let it `loop`");
        spec.from_first = start != "anywhere";
    }
    const auto* written = read_stops(r, map, spec);
    return written != nullptr &&
           std::all_of(spec.routes.begin(), spec.routes.end(), [&](const auto& stops) {
               return check_route(r, written->where, stops, spec.loops);
           });
}

bool read_roaming(reading& r, const yaml::node& map, movement_spec& spec) {
    read_motion(r, map, "roams", spec);
    r.missing(map, "around", "`roams`");
    r.missing(map, "within", "`roams`");
    const auto* around = reading::get(map, "around");
    const auto at = around == nullptr ? std::nullopt : read_place(r, *around);
    if (at) spec.around = *at;
    return read_within(r, map, spec.within_km) && at;
}

/// Modifiers that mean something for a position as a whole.
void refuse_others(reading& r, const yaml::node& map) {
    static constexpr std::array allowed{"route", "roams", "decimals", "together", "component"};
    for (const auto& item : map.entries) {
        if (std::find(allowed.begin(), allowed.end(), item.key) != allowed.end()) continue;
        const auto generators = signal_reader::generator_keys();
        if (std::find(generators.begin(), generators.end(), item.key) != generators.end())
            r.error("two-generators", map.where,
                    ticked(item.key) + " beside a position's own generator",
                    "a signal has one generator: keep one of the two");
        else
            r.error("misplaced-key", item.where,
                    ticked(item.key) + " is of single signals, and a position is two of them",
                    item.key == "noise" ? "say with `accuracy` by how many metres a reading is off"
                                        : "remove it");
    }
    if (map.find("route") != nullptr && map.find("roams") != nullptr)
        r.error("two-generators", map.where, "`route` and `roams` in one position",
                "a signal has one generator: keep one of the two");
}

/// The signal of this full name; else one of the model's, the first ones, by its short name.
signal_spec& part_of(device_template& t, const std::string& name, const std::string& component,
                     std::size_t of_model) {
    for (auto& s : t.signals)
        if (has_full_name(s, qualified_name(component, name))) return s;
    for (std::size_t i = 0; component.empty() && i < of_model; ++i)
        if (t.signals[i].name == name) return t.signals[i];
    auto& fresh = t.signals.emplace_back();
    fresh.name = name;
    fresh.component = component;
    return fresh;
}

}  // namespace

bool is_position(const yaml::node& found) {
    return found.find("route") != nullptr || found.find("roams") != nullptr;
}

void read_position(reading& r, const yaml::entry& item, device_template& t, std::size_t of_model) {
    const auto& map = item.value;
    refuse_others(r, map);
    std::string component;
    r.text(map, "component", component);
    const auto name = without_component(item.key, component);
    auto spec = std::make_shared<movement_spec>();
    spec->name = qualified_name(component, name);
    const bool routed = map.find("route") != nullptr;
    const auto* how = reading::get(map, routed ? "route" : "roams");
    const bool good = how != nullptr && r.is_map(*how, "a mapping") &&
                      (routed ? read_route(r, *how, *spec) : read_roaming(r, *how, *spec));
    for (const auto what : {part::latitude, part::longitude}) {
        const bool north = what == part::latitude;
        auto& signal = part_of(t, name + (north ? of_latitude : of_longitude), component, of_model);
        const double most = north ? 90 : 180;
        signal_spec made;
        made.name = signal.name;
        made.component = signal.component;
        made.unit = "degreeOfArc";
        made.semantic = north ? "Latitude" : "Longitude";
        made.min = -most;
        made.max = most;
        made.decimals = usual_decimals;
        made.where = item.where;
        signal_reader(r, made, false).read_position_part(map);
        if (good) made.shape = moving_signal{spec, what};
        signal = std::move(made);
    }
}

std::vector<std::string> position_names(const device_template& t) {
    std::vector<std::string> names;
    for (const auto& s : t.signals) {
        const auto* moving = std::get_if<moving_signal>(&s.shape);
        if (moving == nullptr || moving->what != part::latitude) continue;
        const auto full = s.full_name();
        names.push_back(full.substr(0, full.size() - std::string_view(of_latitude).size()));
    }
    return names;
}

/// The name is kept where the movement will be, until all signals are known.
void signal_reader::motion(const yaml::node& value, part what, const char* unit) {
    auto named = std::make_shared<movement_spec>();
    if (!r_.text(value, named->name)) return;
    if (fresh_ && signal_.unit.empty()) signal_.unit = unit;
    if (fresh_) signal_.decimals = 1;
    if (signal_.unit != unit)
        r_.error("wrong-unit", value.where,
                 "it is measured in " + ticked(unit) + ", the signal in " + ticked(signal_.unit),
                 "make a `formula` of another signal for that unit");
    signal_.shape = moving_signal{std::move(named), what};
}

void signal_reader::speed_of(const yaml::node&, const yaml::node& value) {
    motion(value, part::speed, "kilometrePerHour");
}

void signal_reader::heading_of(const yaml::node&, const yaml::node& value) {
    motion(value, part::heading, "degreeOfArc");
}

void signal_reader::read_position_part(const yaml::node& map) {
    rounding(map);
    if (const auto* found = reading::get(map, "together")) together(*found);
}

void resolve_movements(reading& r, device_template& t, const yaml::node& map) {
    for (auto& signal : t.signals) {
        auto* moving = std::get_if<moving_signal>(&signal.shape);
        if (moving == nullptr || moving->what < part::speed) continue;
        const auto of = moving->how->name;
        const auto meant = find_signal(t, of + of_latitude);
        const auto* position = meant.meant.size() == 1 ? &t.signals[meant.meant.front()] : nullptr;
        const auto* found =
            position == nullptr ? nullptr : std::get_if<moving_signal>(&position->shape);
        if (found != nullptr) {
            moving->how = found->how;
            signal.together = position->together;
            continue;
        }
        const auto* written = map.find(signal.full_name());
        if (written == nullptr) written = map.find(signal.name);
        const auto* named = written == nullptr            ? nullptr
                            : moving->what == part::speed ? written->find("speed_of")
                                                          : written->find("heading_of");
        const auto* wrong = map.find(of);  // and told already
        if (named != nullptr && meant.ambiguous())
            refuse_ambiguous(r, named->where, of, t, meant);
        else if (named != nullptr && (wrong == nullptr || !is_position(*wrong)))
            r.known(*named, "unknown-position", "position", position_names(t));
        signal.shape = drawn_signal{};
    }
}

}  // namespace muster::sections
